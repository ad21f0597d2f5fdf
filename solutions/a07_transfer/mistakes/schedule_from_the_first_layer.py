exercise = "unfreeze_schedule"
belief = "unfreezes from the first layer on"
hint = "After the head come the layers nearest to it, not those nearest to the image."
must_fail = ("groups_join_from_the_head_backwards",)
change = (
    (
        "groups = _groups(model, head_name)",
        "head, *rest = _groups(model, head_name)\n    groups = [head, *reversed(rest)]",
    ),
)
