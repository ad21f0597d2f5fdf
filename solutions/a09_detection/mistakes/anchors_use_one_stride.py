exercise = "make_anchors"
belief = "uses the stride of the rows for both axes"
hint = (
    "You use one stride for both axes. A pair holds the step from row to row, then from "
    "column to column."
)
must_fail = ("anchors_go_row_by_row",)

change = (("* step_x", "* step_y"),)
