exercise = "strided_conv_instead"
belief = "averages over the channels as well"
hint = "Pooling keeps the channels apart: output channel o looks at input channel o alone."
must_fail = ("channels_stay_apart", "convolution_gives_the_average")
change = (
    (
        "weight[np.arange(channels), np.arange(channels)] = 1 / (kernel_size[0] * kernel_size[1])",
        (
            "area = kernel_size[0] * kernel_size[1]\n"
            "    weight = np.full((channels, channels, *kernel_size), 1 / area) / channels"
        ),
    ),
)
