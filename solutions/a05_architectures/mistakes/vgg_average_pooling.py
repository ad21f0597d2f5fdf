exercise = "make_vgg"
belief = "averages at M"
hint = '"M" stands for max pooling; you average.'
must_fail = ("vgg_values",)
change = (("nn.MaxPool2d(2)", "nn.AvgPool2d(2)"),)
