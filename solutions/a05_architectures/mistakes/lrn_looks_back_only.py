exercise = "local_response_norm"
belief = "sums the channels before, not those behind"
hint = "Your window ends at the value's own channel. It has size // 2 channels on each side."
must_fail = ("lrn_worked_example", "lrn_settings")
change = (("size // 2, size // 2", "size - 1, 0"),)
