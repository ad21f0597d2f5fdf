exercise = "make_vgg"
belief = "leaves ReLU out after convolutions"
hint = "No ReLU follows your convolutions, so a row of them is one linear map."
must_fail = ("vgg_values",)
change = (("layers.append(nn.ReLU())", "layers.append(nn.Identity())"),)
