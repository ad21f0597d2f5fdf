exercise = "shift_sensitivity"
belief = "takes (rows, columns) for (x, y)"
hint = "shift is (rows, columns): the first number moves down."
must_fail = ("sensitivity_of_random_images",)
change = (("as_pair(shift), axis", "as_pair(shift)[::-1], axis"),)
