exercise = "soft_nms"
belief = 'takes every other method for "gaussian"'
hint = 'A method that is neither "linear" nor "gaussian" must raise ValueError.'
must_fail = ("other_methods_are_refused",)

change = (
    ('raise ValueError(f\'method must be "linear" or "gaussian", but is {method!r}\')', "pass"),
)
