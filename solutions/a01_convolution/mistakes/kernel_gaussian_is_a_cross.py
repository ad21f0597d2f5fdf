exercise = "make_kernel"
belief = "leaves the corners out of the Gaussian"
hint = "The Gaussian's corners are missing: it is the outer product of 1, 2, 1 with itself."
must_fail = ("blur_kernels",)

right = make_kernel


def make_kernel(name):
    if name == "gaussian_blur":
        return np.array([[0, 1, 0], [1, 4, 1], [0, 1, 0]]) / 8
    return right(name)
