exercise = "make_kernel"
belief = "returns None or the identity for an unknown name"
hint = "An unknown name must be a ValueError, not a kernel nobody asked for."
must_fail = ("unknown_names_are_refused",)

right = make_kernel


def make_kernel(name):
    try:
        return right(name)
    except ValueError:
        return right("identity")
