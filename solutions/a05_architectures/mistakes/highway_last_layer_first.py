exercise = "gradient_norms"
belief = "lists the last layer first"
hint = "Your list runs backwards: the first layer's norm comes first."
must_fail = ("highway_plain",)
change = (("for grad in grads]", "for grad in grads[::-1]]"),)
