exercise = "make_kernel"
belief = "returns the same array at each call"
hint = "Whoever changes your kernel changes it for all later calls. Return a new array each time."
must_fail = ("each_call_gives_a_new_kernel",)

right = make_kernel


def make_kernel(name):
    known = make_kernel.__dict__
    return known.setdefault(name, right(name))
