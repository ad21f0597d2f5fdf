exercise = "equivalent_kernel"
belief = "has a kernel for stacks that cannot be"
hint = "A negative number of kernels is an error: raise ValueError."
must_fail = ("refuses_a_negative_number_of_kernels",)
change = (("n_3x3 < 0", "False"),)
