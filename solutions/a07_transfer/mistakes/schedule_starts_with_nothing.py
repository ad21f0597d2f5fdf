exercise = "unfreeze_schedule"
belief = "trains nothing in the first epoch"
hint = "Nothing is trained in epoch 0. The head is trained from the beginning."
must_fail = ("groups_join_from_the_head_backwards",)
change = (("groups[: epoch // epochs_per_group + 1]", "groups[: epoch // epochs_per_group]"),)
