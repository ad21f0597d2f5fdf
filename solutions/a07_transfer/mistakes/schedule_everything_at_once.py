exercise = "unfreeze_schedule"
belief = "unfreezes everything after the head"
hint = "After the head's epochs everything is trained at once. One group joins at a time."
must_fail = ("groups_join_from_the_head_backwards",)
change = (
    (
        "groups[: epoch // epochs_per_group + 1]",
        "groups[: 1 if epoch < epochs_per_group else None]",
    ),
)
