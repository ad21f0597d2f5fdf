exercise = "mixup_loss"
belief = "sums over the batch"
hint = "Your loss grows with the batch: take the mean."
must_fail = ("loss_is_a_mean",)
change = (
    (
        "logits, y_a)",
        'logits, y_a, reduction="sum")',
    ),
    (
        "logits, y_b)",
        'logits, y_b, reduction="sum")',
    ),
)
