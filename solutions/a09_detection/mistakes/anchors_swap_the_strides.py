exercise = "make_anchors"
belief = "takes (rows, columns) of the stride for (columns, rows)"
hint = "Your strides are the wrong way round: the first is from row to row, along y."
must_fail = ("anchors_go_row_by_row",)

change = (("step_y, step_x =", "step_x, step_y ="),)
