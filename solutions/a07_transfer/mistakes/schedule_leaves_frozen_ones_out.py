exercise = "unfreeze_schedule"
belief = "leaves out what is frozen now"
hint = "The plan says what will be trained; what requires a gradient now does not matter."
must_fail = ("planning_changes_nothing",)
change = (
    (
        "for group in trained for p in group]",
        "for group in trained for p in group if p.requires_grad]",
    ),
)
