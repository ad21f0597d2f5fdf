exercise = "max_pool2d_backward"
belief = "gives the gradient to every pixel that equals the maximum"
hint = (
    "Where several pixels are equal, each of yours receives the whole gradient. Only the first "
    "in row-major order does."
)
must_fail = ("first_of_equals_wins", "flat_images")
change = (("        undecided &= ~wins\n", ""),)
