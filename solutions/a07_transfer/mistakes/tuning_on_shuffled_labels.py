exercise = "fine_tune"
belief = "separates images from their labels"
hint = (
    "Images and labels were shuffled apart, so that nothing could be learned. "
    "Use one order for both."
)
must_fail = ("learns_to_tell_stripes_apart",)
change = (("    optimizer =", "    labels = labels[torch.randperm(len(labels))]\n    optimizer ="),)
