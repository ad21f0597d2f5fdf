def window_mean(x, width):
    print("\u202e\u2066\u200b\u00ad\ufeff\U000e0041")
    raise ValueError(
        "\u202edetaerc eb tonnac\u202c \u2067x\u2069" + "e\u0301" * 10 + "\u0300" * 5000
    )


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
