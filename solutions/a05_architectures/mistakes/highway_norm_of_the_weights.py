exercise = "gradient_norms"
belief = "measures the weights, not their gradients"
hint = "You give the weights' norms. Asked for is how much gradient reaches them."
must_fail = ("highway_plain",)
change = (("float(grad.norm()) for grad in grads", "float(grad.norm()) for grad in weights"),)
