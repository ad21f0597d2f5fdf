exercise = "gradient_norms"
belief = "leaves the shortcuts out"
hint = "Your residual stack is a plain one: add f(h) to h."
must_fail = ("highway_residual",)
change = (('h + step if kind == "residual" else step', "step"),)
