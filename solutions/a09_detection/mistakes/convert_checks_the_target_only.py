exercise = "convert_boxes"
belief = "checks the target's name, but not the source's"
hint = "An unknown source must raise ValueError as well, not only an unknown target."
must_fail = ("unknown_formats_are_refused",)

change = (("in (source, target)", "in (target,)"),)
