exercise = "receptive_field"
belief = "gives the rows, whatever axis is asked for"
hint = "axis=1 asks for the columns."
must_fail = ("each_axis_by_itself",)
change = (("_window(layer, axis)", "_window(layer, 0)"),)
