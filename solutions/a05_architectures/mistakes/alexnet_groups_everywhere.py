exercise = "AlexNet"
belief = "splits layer 3 into groups, too"
hint = "Layer 3 sees all channels, of both groups; only layers 2, 4 and 5 are split."
must_fail = ("alexnet_counts", "alexnet_values_in_two_groups")
change = (("nn.Conv2d(b, c, 3, padding=1)", "nn.Conv2d(b, c, 3, padding=1, groups=groups)"),)
