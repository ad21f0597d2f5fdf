exercise = "make_resnet"
belief = "builds every deep network like the 50"
hint = "101 and 152 have 23 and 36 blocks in their third stage, and 152 has 8 in its second."
must_fail = ("resnet_counts",)
change = (("plans[depth]", "plans[min(depth, 50)]"),)
