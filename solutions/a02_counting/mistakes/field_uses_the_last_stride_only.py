exercise = "receptive_field"
belief = "forgets all strides but the last"
hint = "The jump is the product of all strides so far."
must_fail = ("strides_multiply",)
change = (("jump *= stride", "jump = stride"),)
