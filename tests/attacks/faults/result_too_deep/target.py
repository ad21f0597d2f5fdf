def window_mean(x, width):
    made = []
    for _ in range(10**5):
        made = [made]
    return made


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
