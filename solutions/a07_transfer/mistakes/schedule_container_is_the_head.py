exercise = "unfreeze_schedule"
belief = "takes the head's container for the head"
hint = (
    "The layers beside the head in its container are trained from the first "
    "epoch on. They are a group of their own."
)
must_fail = ("head_inside_a_container",)
change = (("_groups(model, head_name)", '_groups(model, head_name.split(".")[0])'),)
