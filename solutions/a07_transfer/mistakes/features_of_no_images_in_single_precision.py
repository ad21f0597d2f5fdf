exercise = "extract_features"
belief = "makes an empty result of the default dtype"
hint = "No images gave float32 features of a float64 model."
must_fail = ("no_images_no_rows",)
change = (
    (
        "    return torch.cat(caught)",
        "    return torch.cat(caught) if len(images) else torch.zeros(0, head.in_features)",
    ),
)
