exercise = "mixup_loss"
belief = "cuts the gradient"
hint = "No gradient reaches the logits: no detach, item or no_grad on the way."
must_fail = ("gradient_reaches_the_logits",)
change = (
    (
        "return lam",
        "logits = logits.detach()\n    return lam",
    ),
)
