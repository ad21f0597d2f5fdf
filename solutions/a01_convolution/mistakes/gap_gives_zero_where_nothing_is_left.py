exercise = "equivariance_gap"
belief = "gives 0 where no output is left to compare"
hint = "With no output left there is no gap to speak of: raise ValueError."
must_fail = ("gap_needs_outputs_to_compare",)

right = equivariance_gap


def equivariance_gap(image, kernel, shift, borders=False):
    try:
        return right(image, kernel, shift, borders)
    except ValueError:
        return 0.0
