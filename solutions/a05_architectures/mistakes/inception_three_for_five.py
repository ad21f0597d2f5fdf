exercise = "InceptionBlock"
belief = "filters the 5x5 branch with 3x3"
hint = "The third branch has a 5x5 window. torchvision's has 3x3, by an old slip."
must_fail = ("inception_parameter_count", "inception_values")
change = (("ch5x5, 5, padding=2", "ch5x5, 3, padding=1"),)
