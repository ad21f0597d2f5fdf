def window_mean(x, width):
    raise ValueError("{{ 7 * 7 }} {% raise %} ${7*7} #{7*7} %(x)s {0} {0.__class__} %n")


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
