exercise = "build_preprocess"
belief = "turns the channels round after normalising"
hint = "Mean and std are in the network's order: turn the channels round first."
must_fail = ("network_that_takes_blue_first",)
change = (
    (
        (
            '        if weights["channels"] == "BGR":\n'
            "            pixels = pixels.flip(0)\n"
            "        return (pixels - mean) / std"
        ),
        (
            "        pixels = (pixels - mean) / std\n"
            '        return pixels.flip(0) if weights["channels"] == "BGR" else pixels'
        ),
    ),
)
