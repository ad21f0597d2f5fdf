exercise = "unfreeze_schedule"
belief = "freezes the model while planning"
hint = "The plan is right, but making it froze the model. Change nothing."
must_fail = ("planning_changes_nothing",)
change = (("    plan = []", "    plan = []\n    model.requires_grad_(False)"),)
