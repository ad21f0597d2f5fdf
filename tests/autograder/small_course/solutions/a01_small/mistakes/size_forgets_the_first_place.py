exercise = "output_size"
belief = "forgets the first place"
hint = "The kernel fits once before it moves at all."
must_fail = ("stride_leaves_a_remainder",)


def output_size(size, kernel, stride=1):
    if kernel > size:
        raise ValueError
    return (size - kernel) // stride
