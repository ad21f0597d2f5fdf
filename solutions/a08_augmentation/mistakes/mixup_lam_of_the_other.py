exercise = "mixup"
belief = "gives lam to the other image"
hint = "lam weighs x and y_a. Yours weighs x[permutation]."
must_fail = ("mixture_of_two_images",)
change = (("lerp_(x, lam)", "lerp_(x, 1 - lam)"),)
