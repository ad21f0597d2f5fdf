exercise = "extract_features"
belief = "returns one batch"
hint = "Only one batch's features came back. Collect them all."
must_fail = ("features_are_what_the_head_takes",)
change = (("torch.cat(caught)", "caught[-1]"),)
