exercise = "make_resnet"
belief = "freezes the first convolution"
hint = "Your first convolution gets no gradient. Nothing is pretrained here: every layer learns."
must_fail = ("resnet_reaches_every_weight", "resnet18_values")
change = (("    channels = 64\n", "    layers[0].requires_grad_(False)\n    channels = 64\n"),)
