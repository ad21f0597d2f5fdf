exercise = "make_kernel"
belief = "adds the Laplacian instead of subtracting it"
hint = "You add the Laplacian, which blurs. Sharpening subtracts it."
must_fail = ("sharpen_kernel",)

right = make_kernel


def make_kernel(name):
    return right("identity") + right("laplacian") if name == "sharpen" else right(name)
