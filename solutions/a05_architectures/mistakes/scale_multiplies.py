exercise = "compound_scale"
belief = "multiplies by phi"
hint = "You multiply by phi; each constant is raised to the power phi."
must_fail = ("scale_of_two_steps", "scale_of_the_base_network")
change = (("alpha**phi, beta**phi, gamma**phi", "alpha * phi, beta * phi, gamma * phi"),)
