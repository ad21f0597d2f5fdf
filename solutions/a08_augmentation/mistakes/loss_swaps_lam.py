exercise = "mixup_loss"
belief = "gives lam to y_b"
hint = "lam weighs y_a."
must_fail = ("loss_by_hand",)
change = (
    (
        "lam * F.cross_entropy(logits, y_a)",
        "lam * F.cross_entropy(logits, y_b)",
    ),
    (
        "(1 - lam) * F.cross_entropy(logits, y_b)",
        "(1 - lam) * F.cross_entropy(logits, y_a)",
    ),
)
