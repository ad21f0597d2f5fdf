exercise = "gradient_norms"
belief = "adds shortcuts to the plain stack"
hint = "Your plain stack has shortcuts: h becomes f(h), and no more."
must_fail = ("highway_plain",)
change = (('h + step if kind == "residual" else step', "h + step"),)
