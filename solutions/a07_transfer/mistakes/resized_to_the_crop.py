exercise = "build_preprocess"
belief = "resizes to the crop"
hint = "The shorter side became `crop` pixels. It becomes `resize`, and then the middle is cut out."
must_fail = ("image_of_the_right_size_is_only_cut",)
change = (('[weights["resize"]], mode', '[weights["crop"]], mode'),)
