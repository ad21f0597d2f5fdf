exercise = "convert_boxes"
belief = "takes names of formats in capitals"
hint = "There are three names, in small letters; any other one is refused."
must_fail = ("unknown_names_are_refused_on_both_sides",)

change = (
    (
        "boxes = as_floats(boxes)",
        "boxes, source, target = as_floats(boxes), source.lower(), target.lower()",
    ),
)
