exercise = "spatial_pyramid_pool"
belief = "leaves the last rows and columns out where sizes do not divide"
hint = "The bins cover the whole image: every pixel lies in a bin."
must_fail = ("pyramid_of_any_size",)
change = (
    (
        "rows, columns = (_adaptive_windows(n, level) for n in x.shape[2:])",
        (
            "steps = [max(n // level, 1) for n in x.shape[2:]]\n"
            "        rows, columns = (\n"
            "            [slice(min(i, n // step - 1) * step, (min(i, n // step - 1) + 1) * step)\n"
            "             for i in range(level)]\n"
            "            for n, step in zip(x.shape[2:], steps)\n"
            "        )"
        ),
    ),
)
