exercise = "nms"
belief = "takes the higher index first where scores are equal"
hint = (
    "Of equal scores the lower index comes first. Turning a rising order round turns equal "
    "ones round, too."
)
must_fail = ("of_equal_scores_the_lower_index_comes_first",)

change = (("scores.argsort(descending=True, stable=True)", "scores.argsort(stable=True).flip(0)"),)
