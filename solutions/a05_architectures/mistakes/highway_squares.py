exercise = "gradient_norms"
belief = "forgets the square root"
hint = "You give the sum of squares; the norm is its square root."
must_fail = ("highway_plain",)
change = (("grad.norm()", "grad.square().sum()"),)
