exercise = "freeze_backbone"
belief = "freezes the head's batch norm, too"
hint = "The batch norm inside the head stands still. It belongs to the head, and learns."
must_fail = ("head_still_learns",)
change = ((" and layer not in in_head", ""),)
