exercise = "same_padding"
belief = "pads both sides alike, even for even kernels"
hint = (
    "You pad both sides with half a kernel. An odd total cannot be split evenly: the extra zero "
    "stands after only."
)
must_fail = ("kernel_may_be_longer_than_the_axis",)

right = same_padding


def same_padding(size, kernel, stride=1, dilation=1):
    total = sum(right(size, kernel, stride, dilation))
    return -(-total // 2), -(-total // 2)
