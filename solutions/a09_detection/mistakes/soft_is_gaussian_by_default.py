exercise = "soft_nms"
belief = 'takes "gaussian" for the default'
hint = 'The default method is "linear".'
must_fail = ("linear_decay", "linear_is_the_default")

change = (('method: str = "linear"', 'method: str = "gaussian"'),)
