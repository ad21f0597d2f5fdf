exercise = "average_precision"
belief = "does not smooth"
hint = "p(r) is the largest precision at recall r or any higher one. You take the curve as it is."
must_fail = (
    "published_sample",
    "precision_that_rises_again",
)
change = (("np.maximum.accumulate(precision[::-1])[::-1]", "precision"),)
