exercise = "convert_boxes"
belief = "counts pixels, so that a box is x2 - x1 + 1 wide"
hint = "Your sides are one pixel too long. Edges are real numbers: a box is x2 - x1 wide."
must_fail = ("every_format_to_every_other",)

change = (("second - first if", "second - first + 1 if"),)
