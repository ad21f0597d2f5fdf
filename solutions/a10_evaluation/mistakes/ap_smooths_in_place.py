exercise = "average_precision"
belief = "smooths in the caller's array"
hint = "You write the smoothed curve into the argument. Smooth a copy: inputs are kept."
must_fail = ("average_leaves_its_inputs_alone",)
change = (
    (
        "best = np.append(np.maximum.accumulate(precision[::-1])[::-1], 0.0)",
        (
            "precision[:] = np.maximum.accumulate(precision[::-1])[::-1]\n"
            "    best = np.append(precision, 0.0)"
        ),
    ),
)
