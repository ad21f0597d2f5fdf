exercise = "max_pool2d_backward"
belief = "returns the gradient of the padded image"
hint = "Your gradient still has the border of the padding. Cut it off: grad_x has x's shape."
must_fail = ("padding_takes_no_gradient",)
change = (("return _crop(grad_padded, padding)", "return grad_padded"),)
