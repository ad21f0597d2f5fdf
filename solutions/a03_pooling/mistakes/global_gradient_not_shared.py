exercise = "global_avg_pool2d_backward"
belief = "hands the whole gradient to every pixel"
hint = (
    "Each pixel adds one part of height times width to the mean, so it receives that part of "
    "the gradient."
)
must_fail = ("all_pixels_share_the_gradient",)
change = (("grad_out / (x.shape[2] * x.shape[3])", "grad_out"),)
