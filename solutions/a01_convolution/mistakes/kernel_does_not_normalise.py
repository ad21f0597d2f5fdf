exercise = "make_kernel"
belief = "does not scale the blurs to sum 1"
hint = "Your blur brightens the image: its weights are to sum to 1."
must_fail = ("blur_kernels",)

right = make_kernel


def make_kernel(name):
    scale = {"box_blur": 9, "gaussian_blur": 16}
    return right(name) * scale.get(name, 1)
