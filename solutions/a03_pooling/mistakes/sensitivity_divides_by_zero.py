exercise = "shift_sensitivity"
belief = "divides by zero where nothing has moved"
hint = "Where moved equals x there is nothing to compare: return 0.0."
must_fail = ("no_shift_is_no_change",)
change = (
    (
        "return after / before if before else 0.0",
        'return after / before if before else float("nan")',
    ),
)
