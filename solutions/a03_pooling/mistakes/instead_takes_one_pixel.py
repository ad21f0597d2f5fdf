exercise = "strided_conv_instead"
belief = "looks at the centre of the window only"
hint = "A weight at one pixel alone skips the others. An average looks at all."
must_fail = ("channels_stay_apart", "weights_of_one_channel")
change = (
    (
        "weight[np.arange(channels), np.arange(channels)] = 1 / (kernel_size[0] * kernel_size[1])",
        (
            "centre = kernel_size[0] // 2, kernel_size[1] // 2\n"
            "    weight[np.arange(channels), np.arange(channels), *centre] = 1.0"
        ),
    ),
)
