exercise = "make_resnet"
belief = "leaves out the stem's ReLU"
hint = "ReLU stands between the stem's batch norm and its pooling."
must_fail = ("resnet_given_weights",)
change = (("nn.ReLU()", "nn.Identity()"),)
