def window_mean(x, width):
    text = "\x1b[31mred\x1b[2J\x1b]0;owned\x07\x1b]8;;http://127.0.0.1:@PORT@/x\x1b\\link\x1b]8;;\x1b\\"
    text += "\x07\b\b\b\r\x9b31m\x90x\x9c\x00\x7f\x0e"
    print(text)
    raise ValueError(text)


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
