exercise = "fine_tune"
belief = "returns the head's state alone"
hint = "Only the head's tensors came back. Return the state of the whole model."
must_fail = ("state_fits_the_architecture",)
change = (("return model.state_dict()", "return head.state_dict()"),)
