exercise = "compound_scale"
belief = "gives the width first"
hint = "alpha is for depth and comes first, beta for width."
must_fail = ("scale_of_two_steps",)
change = (("alpha**phi, beta**phi", "beta**phi, alpha**phi"),)
