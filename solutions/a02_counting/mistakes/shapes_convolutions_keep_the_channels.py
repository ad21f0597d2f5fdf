exercise = "trace_shapes"
belief = "keeps the channels of the input"
hint = "A convolution makes out_channels channels."
must_fail = ("convolutions_round_down",)


_right = _after


def _after(layer, shape):
    after = _right(layer, shape)
    return (shape[0], *after[1:]) if isinstance(layer, WINDOWS) else after
