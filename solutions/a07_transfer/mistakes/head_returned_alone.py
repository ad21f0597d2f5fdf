exercise = "replace_head"
belief = "returns the head"
hint = "The head came back. Return the model."
must_fail = ("same_model_comes_back",)
change = (("return model", "return new"),)
