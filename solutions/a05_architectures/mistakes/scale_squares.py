exercise = "compound_scale"
belief = "squares the factors of width and resolution"
hint = (
    "Work grows with the squares of width and resolution; the factors themselves are not squared."
)
must_fail = ("scale_of_two_steps",)
change = (("beta**phi, gamma**phi", "beta ** (2 * phi), gamma ** (2 * phi)"),)
