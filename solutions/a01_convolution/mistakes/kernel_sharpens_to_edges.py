exercise = "make_kernel"
belief = "leaves the image out of the sharpened image"
hint = (
    "Your sharpening kernel sums to 0, so flat areas turn black. Sharpening is the identity minus"
    " the Laplacian."
)
must_fail = ("sharpen_kernel",)

right = make_kernel


def make_kernel(name):
    return -right("laplacian") if name == "sharpen" else right(name)
