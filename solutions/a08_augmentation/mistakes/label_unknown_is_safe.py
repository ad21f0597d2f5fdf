exercise = "keeps_label"
belief = "takes unknown names for harmless"
hint = "An unknown name must raise ValueError, not be answered."
must_fail = ("unknown_names",)
change = (
    (
        '        raise ValueError(f"unknown: {transform!r} or {domain!r}")',
        "        return True",
    ),
)
