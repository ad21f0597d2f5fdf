exercise = "trace_shapes"
belief = "lets batch norm take features"
hint = "BatchNorm2d and LocalResponseNorm take images only, as BatchNorm2d does in torch."
must_fail = ("layers_that_need_an_image",)


_right = _after


def _after(layer, shape):
    return shape if isinstance(layer, POINTWISE) else _right(layer, shape)
