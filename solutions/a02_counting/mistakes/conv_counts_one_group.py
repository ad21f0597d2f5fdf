exercise = "conv2d_params"
belief = "counts the weights of one group alone"
hint = (
    "All groups have weights. Only the input channels of a kernel are divided, not the output "
    "channels."
)
must_fail = ("groups_have_fewer_weights",)
change = (
    ("return out_channels * (", "return out_channels * bool(bias) + out_channels // groups * ("),
    (" + bool(bias))", ")"),
)
