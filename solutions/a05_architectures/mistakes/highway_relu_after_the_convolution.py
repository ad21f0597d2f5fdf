exercise = "gradient_norms"
belief = "applies ReLU after the convolution"
hint = "f applies ReLU first and then convolves; you do it the other way round."
must_fail = ("highway_plain",)
change = (("F.conv2d(F.relu(h), weight, padding=1)", "F.relu(F.conv2d(h, weight, padding=1))"),)
