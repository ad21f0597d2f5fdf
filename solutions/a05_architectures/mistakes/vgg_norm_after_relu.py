exercise = "make_vgg"
belief = "puts batch norm after ReLU"
hint = "Batch norm stands between the convolution and its ReLU; yours comes after the ReLU."
must_fail = ("vgg_values_with_batch_norm",)
change = (
    (
        "layers += [nn.BatchNorm2d(entry)] if batch_norm else []\n        layers.append(nn.ReLU())",
        "layers.append(nn.ReLU())\n        layers += [nn.BatchNorm2d(entry)] if batch_norm else []",
    ),
)
