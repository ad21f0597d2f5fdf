exercise = "mixup_loss"
belief = "weighs both labels by a half"
hint = "lam has no effect on your loss."
must_fail = ("loss_by_hand",)
change = (
    (
        "return lam *",
        "lam = 0.5\n    return lam *",
    ),
)
