exercise = "adapt_batchnorm"
belief = "leaves the momentum at None"
hint = (
    "The layers' momentum is None now, so later training would average over all "
    "batches. Put it back."
)
must_fail = ("mode_and_momentum_come_back",)
change = (("        layer.momentum = momentum\n", "        pass\n"),)
