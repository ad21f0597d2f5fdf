exercise = "convert_boxes"
belief = "accepts any name of a format"
hint = "A name that is none of the three must raise ValueError, on both sides."
must_fail = ("unknown_formats_are_refused", "unknown_names_are_refused_on_both_sides")

change = (
    (
        'raise ValueError(f\'a format is "xyxy", "xywh" or "cxcywh", but this one is {name!r}\')',
        "pass",
    ),
)
