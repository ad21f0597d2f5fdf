exercise = "adapt_batchnorm"
belief = "switches gradients off for good"
hint = "Gradients are still off after the call. `with torch.no_grad()` switches them on again."
must_fail = ("model_trains_on",)
change = (
    (
        "    with torch.no_grad():\n        for batch in batches:\n            model(batch)\n",
        "    torch.set_grad_enabled(False)\n    for batch in batches:\n        model(batch)\n",
    ),
)
