exercise = "conv1d_forward"
belief = "computes in the sequence's integer type"
hint = "Your result has the integer type of the sequence, too small for sums. Compute in float64."
must_fail = ("sequences_of_integers_do_not_overflow",)

right = conv1d_forward


def conv1d_forward(x, weight, bias, stride=1, padding=0, dilation=1):
    out = right(x, weight, bias, stride, padding, dilation)
    return out.astype(np.int64).astype(x.dtype) if x.dtype.kind in "iu" else out
