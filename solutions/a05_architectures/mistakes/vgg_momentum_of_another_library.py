exercise = "make_vgg"
belief = "lets running statistics move by a hundredth"
hint = "Your batch norm has another momentum than PyTorch's 0.1, which is the new value's weight."
must_fail = ("vgg_values_with_batch_norm",)
change = (("nn.BatchNorm2d(entry)", "nn.BatchNorm2d(entry, momentum=0.01)"),)
