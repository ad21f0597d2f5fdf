exercise = "make_kernel"
belief = "returns integers"
hint = "Your kernel holds integers. It is to be float64."
must_fail = ("edge_kernels", "laplacian_kernel")

right = make_kernel


def make_kernel(name):
    kernel = right(name)
    return kernel.astype(int) if (kernel == np.round(kernel)).all() else kernel
