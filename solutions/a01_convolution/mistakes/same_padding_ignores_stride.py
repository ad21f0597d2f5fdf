exercise = "same_padding"
belief = "pads as if the stride were 1"
hint = (
    "You pad for a stride of 1. With a longer stride the last window starts elsewhere, and less "
    "is needed."
)
must_fail = ("padding_is_never_negative", "padding_depends_on_stride_and_size")

right = same_padding


def same_padding(size, kernel, stride=1, dilation=1):
    return right(size, kernel, 1, dilation)
