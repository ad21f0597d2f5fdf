exercise = "adapt_batchnorm"
belief = "puts dropout alone in evaluation mode"
hint = (
    "Dropout does not drop, but other layers were in training mode while you measured. "
    "Put all of them in evaluation mode, then batch norm in training mode."
)
must_fail = ("other_layers_evaluate",)
change = (
    (
        "    model.eval()\n",
        (
            "    for layer in model.modules():\n"
            "        if isinstance(layer, nn.Dropout):\n"
            "            layer.eval()\n"
        ),
    ),
)
