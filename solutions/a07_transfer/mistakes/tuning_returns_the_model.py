exercise = "fine_tune"
belief = "returns the model"
hint = "The model came back. Only data can be graded: return its state dict."
must_fail = ("state_fits_the_architecture",)
change = (("return model.state_dict()", "return model"),)
