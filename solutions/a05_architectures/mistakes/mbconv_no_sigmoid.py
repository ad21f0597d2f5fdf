exercise = "MBConv"
belief = "multiplies by the excitation itself"
hint = "A sigmoid turns the excitation into a weight between 0 and 1."
must_fail = ("mbconv_values",)
change = (("nn.Sigmoid()", "nn.Identity()"),)
