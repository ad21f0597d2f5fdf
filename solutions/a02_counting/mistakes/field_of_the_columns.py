exercise = "receptive_field"
belief = "takes axis 0 for the columns"
hint = "Axis 0 are the rows, axis 1 are the columns."
must_fail = ("each_axis_by_itself",)
change = (("_window(layer, axis)", "_window(layer, 1 - axis)"),)
