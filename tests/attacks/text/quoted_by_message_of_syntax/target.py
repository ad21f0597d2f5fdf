def window_mean(x, width):
    v = int(x[0])
    raise SyntaxError("invalid syntax", (__file__, v, v, f"{v}"))


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
