exercise = "spatial_pyramid_pool"
belief = "rounds both borders of a bin down"
hint = (
    "Round the end of a bin up: else pixels of the last row or column of a bin are missed, and "
    "small images leave bins empty."
)
must_fail = ("pyramid_of_any_size", "pyramid_of_images_smaller_than_a_level")
change = (
    (
        "rows, columns = (_adaptive_windows(n, level) for n in x.shape[2:])",
        (
            "rows, columns = (\n"
            "            [slice(i * n // level, max((i + 1) * n // level, i * n // level + 1))\n"
            "             for i in range(level)]\n"
            "            for n in x.shape[2:]\n"
            "        )"
        ),
    ),
)
