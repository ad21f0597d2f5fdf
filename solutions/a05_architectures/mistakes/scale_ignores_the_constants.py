exercise = "compound_scale"
belief = "uses the paper's constants only"
hint = "You use 1.2, 1.1 and 1.15, whatever the arguments say."
must_fail = ("scale_of_two_steps",)
change = (("alpha**phi, beta**phi, gamma**phi", "1.2**phi, 1.1**phi, 1.15**phi"),)
