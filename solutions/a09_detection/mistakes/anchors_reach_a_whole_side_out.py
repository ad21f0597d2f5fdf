exercise = "make_anchors"
belief = "goes a whole side from the centre, not half of one"
hint = (
    "Your anchors are twice as wide and high as they should be: from the centre to an edge is "
    "half a side."
)
must_fail = ("anchors_of_one_cell",)

change = (("(-w / 2, -h / 2, w / 2, h / 2)", "(-w, -h, w, h)"),)
