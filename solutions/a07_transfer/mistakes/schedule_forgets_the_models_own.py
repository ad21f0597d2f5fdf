exercise = "unfreeze_schedule"
belief = "forgets the model's own parameters"
hint = "A parameter of the model itself, in no child, is never trained. It is the last group."
must_fail = ("groups_join_from_the_head_backwards",)
change = (
    (
        "_groups(model, head_name)",
        (
            "_groups(model, head_name)\n"
            '    groups = [g for g in groups if any("." in name_of[id(p)] for p in g)]'
        ),
    ),
)
