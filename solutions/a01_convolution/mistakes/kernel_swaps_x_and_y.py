exercise = "make_kernel"
belief = "swaps the kernels for x and y"
hint = (
    "Your kernel is transposed. Vertical edges and sobel_x compare left with right: each row is "
    "-1, 0, 1 or a multiple."
)
must_fail = ("edge_kernels", "sobel_kernels")

right = make_kernel


def make_kernel(name):
    directed = ("vertical_edge", "horizontal_edge", "sobel_x", "sobel_y")
    return right(name).T if name in directed else right(name)
