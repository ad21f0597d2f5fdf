exercise = "make_vgg"
belief = "takes three channels for granted"
hint = "Your first convolution sees three channels, whatever in_channels says."
must_fail = ("vgg_given_weights", "vgg_other_lists")
change = (("layers: list[nn.Module] = []", "layers, in_channels = [], 3"),)
