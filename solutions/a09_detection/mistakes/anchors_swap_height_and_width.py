exercise = "make_anchors"
belief = "takes (rows, columns) of the feature map for (columns, rows)"
hint = "feature_size is (rows, columns); you take it the other way round."
must_fail = ("anchors_go_row_by_row", "anchors_of_any_layout")

change = (("rows, columns = as_pair", "columns, rows = as_pair"),)
