exercise = "extract_features"
belief = "scales the features to length 1"
hint = "The features were scaled to length 1. Hand them on as the head takes them."
must_fail = ("features_are_what_the_head_takes",)
change = (("torch.cat(caught)", "F.normalize(torch.cat(caught))"),)
