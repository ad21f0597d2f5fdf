exercise = "avg_pool2d_forward"
belief = "adds up the window and does not divide"
hint = "Your outputs are sums. Divide each by the number of elements of the window."
must_fail = ("average_of_each_window",)
change = (("out /= _divisor(", "_divisor("),)
