exercise = "make_anchors"
belief = "multiplies the height by the ratio and divides the width by it"
hint = (
    "Your height / width is the ratio squared. Split the ratio between both sides: each gets "
    "its root."
)
must_fail = ("anchors_of_one_cell", "anchors_of_random_shapes")

change = (("(s / math.sqrt(r), s * math.sqrt(r))", "(s / r, s * r)"),)
