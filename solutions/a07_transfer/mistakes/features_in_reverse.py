exercise = "extract_features"
belief = "collects batches in reverse"
hint = "The batches are in the wrong order: row i belongs to image i."
must_fail = ("features_are_what_the_head_takes",)
change = (("torch.cat(caught)", "torch.cat(caught[::-1])"),)
