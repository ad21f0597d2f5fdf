exercise = "unfreeze_schedule"
belief = "counts epochs from one"
hint = "Groups join one epoch too early. The first epoch is epoch 0, and trains the head alone."
must_fail = ("groups_take_their_time",)
change = (
    ("groups[: epoch // epochs_per_group + 1]", "groups[: (epoch + 1) // epochs_per_group + 1]"),
)
