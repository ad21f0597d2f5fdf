exercise = "locally_connected_params"
belief = "counts biases that are not there"
hint = "With bias=False there are weights only."
must_fail = ("places_need_not_be_square",)
change = (("bool(bias)", "1"),)
