exercise = "max_pool2d_backward"
belief = "takes the upstream gradient for ones"
hint = "You send back ones. Each winner receives its output's grad_out."
must_fail = ("gradient_goes_to_the_winner",)
change = (("np.where(wins, grad_out, 0.0)", "np.where(wins, 1.0, 0.0)"),)
