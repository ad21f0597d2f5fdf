exercise = "shift_sensitivity"
belief = "fills what the shift leaves with zeros"
hint = "The shift is circular: what leaves at one edge enters at the other."
must_fail = ("sensitivity_of_random_images", "sensitivity_goes_around")
change = (
    (
        "moved = np.roll(x, as_pair(shift), axis=(2, 3))",
        (
            "(down, along), (height, width) = as_pair(shift), x.shape[2:]\n"
            "    wide = np.pad(x, ((0, 0), (0, 0), (height, height), (width, width)))\n"
            "    top, left = max(height - down, 0), max(width - along, 0)\n"
            "    moved = wide[:, :, top : top + height, left : left + width]\n"
            "    missing = (0, height - moved.shape[2]), (0, width - moved.shape[3])\n"
            "    moved = np.pad(moved, ((0, 0), (0, 0), *missing))"
        ),
    ),
)
