exercise = "unfreeze_schedule"
belief = "rounds the number of groups up"
hint = "A new group joins one epoch after a multiple of `epochs_per_group`. Divide rounding down."
must_fail = ("groups_take_their_time",)
change = (
    ("groups[: epoch // epochs_per_group + 1]", "groups[: -(-epoch // epochs_per_group) + 1]"),
)
