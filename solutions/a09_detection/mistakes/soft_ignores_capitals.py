exercise = "soft_nms"
belief = "takes names of methods in capitals"
hint = "There are two names, in small letters; any other method is refused."
must_fail = ("other_methods_are_refused",)

change = (("boxes = as_floats(boxes)", "boxes, method = as_floats(boxes), str(method).lower()"),)
