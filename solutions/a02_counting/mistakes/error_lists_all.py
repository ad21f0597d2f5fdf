exercise = "find_the_error"
belief = "lists all errors"
hint = "Give one index, that of the first wrong layer."
must_fail = ("a_wrong_shape",)
change = (
    ("return next((i for", "return [i for"),
    ("claim != truth), None)", "claim != truth] or None"),
)
