exercise = "build_preprocess"
belief = "resizes the longer side"
hint = "The longer side became `resize` pixels. The shorter one does."
must_fail = ("shorter_side_decides",)
change = (
    (
        "        image = TF.resize",
        (
            '        size = weights["resize"] * min(image.shape[1:]) // max(image.shape[1:])\n'
            "        weights_size = [max(size, 1)]\n"
            "        image = TF.resize"
        ),
    ),
    ('[weights["resize"]], mode', "weights_size, mode"),
)
