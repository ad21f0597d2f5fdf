exercise = "receptive_field"
belief = "gives the jump before the size"
hint = "The order is (size, jump, start)."
must_fail = ("strides_multiply",)
change = (("return size, jump", "return jump, size"),)
