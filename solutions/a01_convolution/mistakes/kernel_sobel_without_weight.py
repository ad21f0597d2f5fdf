exercise = "make_kernel"
belief = "gives Sobel's middle the same weight as its sides"
hint = "This is the Prewitt kernel. Sobel's middle row or column is doubled."
must_fail = ("sobel_kernels", "each_call_gives_a_new_kernel")

right = make_kernel


def make_kernel(name):
    return right({"sobel_x": "vertical_edge", "sobel_y": "horizontal_edge"}.get(name, name))
