exercise = "max_pool2d_backward"
belief = "takes the upstream gradient for ones"
hint = "You send back ones. Each winner receives its output's grad_out."
must_fail = ("gradient_goes_to_the_winner",)
change = (("np.ravel(grad_out)", "np.ones(grad_out.size)"),)
