def rescale(x):
    y = (x - x.min()) / (x.max() - x.min())
    x.data.zero_()
    return y
