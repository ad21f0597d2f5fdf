exercise = "global_avg_pool2d_backward"
belief = "divides by the size of the batch as well"
hint = (
    "The gradient of the loss arrives already averaged, if at all. Divide by the number of "
    "pixels only."
)
must_fail = ("global_gradient_of_any_size",)
change = (("(x.shape[2] * x.shape[3])", "(len(x) * x.shape[2] * x.shape[3])"),)
