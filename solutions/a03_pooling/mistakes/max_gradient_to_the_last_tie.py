exercise = "max_pool2d_backward"
belief = "lets the last of equal pixels win"
hint = "Of equal pixels the first in row-major order wins; with >= the last one takes over."
must_fail = ("first_of_equals_wins", "flat_images")
change = (("_taps(kernel_size, stride, out_size):", "_taps(kernel_size, stride, out_size)[::-1]:"),)
