exercise = "adapt_batchnorm"
belief = "accepts an empty list"
hint = (
    "Without batches the statistics were reset to 0 and 1. Raise ValueError "
    "before you forget anything."
)
must_fail = ("no_batches_are_refused",)
change = (("len(batches) == 0", "False"),)
