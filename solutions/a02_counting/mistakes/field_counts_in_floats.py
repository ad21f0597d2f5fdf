exercise = "receptive_field"
belief = "halves in floats"
hint = "Sizes and jumps are integers of any size. Only the start has halves."
must_fail = ("large_fields_are_exact",)
change = (("return size, jump", "return int(float(size)), int(float(jump))"),)
