exercise = "strided_conv_instead"
belief = "gives the weights of a grouped convolution"
hint = (
    "groups=1 asks for a weight for each pair of an output and an input channel; those that do "
    "not belong together are 0."
)
must_fail = ("channels_stay_apart",)
change = (
    ("np.zeros((channels, channels, *kernel_size))", "np.zeros((channels, 1, *kernel_size))"),
    ("weight[np.arange(channels), np.arange(channels)]", "weight[:]"),
)
