exercise = "average_precision"
belief = "takes an unknown method for coco101"
hint = "There are three methods. Raise ValueError for any other name."
must_fail = (
    "empty_curve_and_unknown_method",
    "unknown_methods_are_refused",
)
change = (
    ('if method not in ("voc11", "all_points", "coco101"):', "if not isinstance(method, str):"),
)
