exercise = "make_anchors"
belief = "takes the size for the width"
hint = (
    "You make every anchor as wide as its size. The size is the root of the area, whatever "
    "the ratio."
)
must_fail = ("anchors_of_one_cell", "anchors_of_random_shapes")

change = (("(s / math.sqrt(r), s * math.sqrt(r))", "(s, s * r)"),)
