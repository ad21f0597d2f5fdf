exercise = "make_resnet"
belief = "strides in the first stage, too"
hint = (
    "Your first stage strides. Pooling has halved the size just before; only the last three "
    "stages do."
)
must_fail = ("resnet18_values", "resnet50_values")
change = (("2 if stage > 0 and i == 0 else 1", "2 if i == 0 else 1"),)
