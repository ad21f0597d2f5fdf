exercise = "extract_features"
belief = "averages over the images"
hint = "One row came back for all images. Each image has its own."
must_fail = ("features_are_what_the_head_takes",)
change = (("torch.cat(caught)", "torch.cat(caught).mean(0, keepdim=True)"),)
