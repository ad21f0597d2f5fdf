exercise = "mixup_loss"
belief = "forgets the second labels"
hint = "y_b has no effect on your loss."
must_fail = ("loss_by_hand",)
change = (
    (
        "(1 - lam) * F.cross_entropy(logits, y_b)",
        "0 * lam",
    ),
)
