exercise = "unfreeze_schedule"
belief = "lets a group join in every epoch"
hint = "`epochs_per_group` is ignored: a group joins in every epoch."
must_fail = ("groups_take_their_time",)
change = (("groups[: epoch // epochs_per_group + 1]", "groups[: epoch + 1]"),)
