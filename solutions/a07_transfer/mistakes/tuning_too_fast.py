exercise = "fine_tune"
belief = "takes steps that are much too large"
hint = (
    "The steps are so large that the numbers left the range of floats. Use a smaller learning rate."
)
must_fail = ("state_fits_the_architecture",)
change = (("lr=0.01, weight_decay=1e-4)", "lr=1e38, weight_decay=1e-4)"),)
