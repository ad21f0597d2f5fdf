exercise = "unfreeze_schedule"
belief = "trains one group at a time"
hint = "A group that has joined stays: train all groups from the head up to it."
must_fail = ("groups_join_from_the_head_backwards",)
change = (("groups[: epoch // epochs_per_group + 1]", "groups[epoch // epochs_per_group :][:1]"),)
