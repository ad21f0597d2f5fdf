exercise = "locally_connected_params"
belief = "takes every output for square"
hint = "output_size may be a pair: there are height times width places."
must_fail = ("places_need_not_be_square",)
change = (("height * width", "height * height"),)
