exercise = "make_kernel"
belief = "counts the diagonal neighbours in the Laplacian"
hint = (
    "You count all eight neighbours. This Laplacian has the four direct ones and -4 in the centre."
)
must_fail = ("laplacian_kernel", "sharpen_kernel")

right = make_kernel


def make_kernel(name):
    if name in ("laplacian", "sharpen"):
        around = np.ones((3, 3)) - 9 * right("identity")
        return around if name == "laplacian" else right("identity") - around
    return right(name)
