exercise = "avg_pool2d_backward"
belief = "returns the gradient of the padded image"
hint = "Your gradient still has the border of the padding. Cut it off: grad_x has x's shape."
must_fail = ("shares_on_the_padding_are_dropped",)
change = (("return _crop(grad_padded, padding)", "return grad_padded"),)
