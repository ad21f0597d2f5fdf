exercise = "make_anchors"
belief = "takes the ratio for width / height"
hint = "Your ratio is width / height. It is height / width: 2 makes a tall box."
must_fail = ("anchors_of_one_cell", "sizes_first_then_ratios")

change = (("(s / math.sqrt(r), s * math.sqrt(r))", "(s * math.sqrt(r), s / math.sqrt(r))"),)
