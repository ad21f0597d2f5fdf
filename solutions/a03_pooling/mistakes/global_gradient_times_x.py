exercise = "global_avg_pool2d_backward"
belief = "multiplies the share with the pixel"
hint = "The derivative of a mean does not depend on the pixels' values."
must_fail = ("all_pixels_share_the_gradient",)
change = (("x.shape).copy()", "x.shape) * x"),)
