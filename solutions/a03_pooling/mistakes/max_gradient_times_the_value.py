exercise = "max_pool2d_backward"
belief = "multiplies the gradient with the pixel's value"
hint = "The derivative of a maximum with respect to its winner is 1, not the winner's value."
must_fail = ("gradient_goes_to_the_winner",)
change = (("np.ravel(grad_out)", "np.ravel(grad_out * best)"),)
