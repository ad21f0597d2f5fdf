exercise = "make_kernel"
belief = "turns the sign of the edge kernels round"
hint = (
    "Your edge kernel has the opposite sign: it is to be positive where the image brightens to "
    "the right or downwards."
)
must_fail = ("edge_kernels", "sobel_kernels")

right = make_kernel


def make_kernel(name):
    directed = ("vertical_edge", "horizontal_edge", "sobel_x", "sobel_y")
    return -right(name) if name in directed else right(name)
