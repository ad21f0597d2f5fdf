exercise = "make_kernel"
belief = "gives the Laplacian a positive centre"
hint = "Your Laplacian has the opposite sign: neighbours count +1, the centre -4."
must_fail = ("laplacian_kernel",)

right = make_kernel


def make_kernel(name):
    return -right(name) if name == "laplacian" else right(name)
