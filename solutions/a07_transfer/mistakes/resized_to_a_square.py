exercise = "build_preprocess"
belief = "squeezes the image into a square"
hint = "The image lost its proportions. Only the shorter side becomes `resize`."
must_fail = ("shorter_side_decides",)
change = (('[weights["resize"]], mode', '[weights["resize"]] * 2, mode'),)
