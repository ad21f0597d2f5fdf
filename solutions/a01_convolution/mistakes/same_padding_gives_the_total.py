exercise = "same_padding"
belief = "gives the whole padding to each side"
hint = "You return the total twice. It is to be split over the two sides."
must_fail = ("kernel_may_be_longer_than_the_axis",)

right = same_padding


def same_padding(size, kernel, stride=1, dilation=1):
    total = sum(right(size, kernel, stride, dilation))
    return total, total
