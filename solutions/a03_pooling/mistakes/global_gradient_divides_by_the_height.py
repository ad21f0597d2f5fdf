exercise = "global_avg_pool2d_backward"
belief = "divides by one side of the image"
hint = "A mean over the whole image divides by height times width."
must_fail = ("all_pixels_share_the_gradient",)
change = (("(x.shape[2] * x.shape[3])", "x.shape[2]"),)
