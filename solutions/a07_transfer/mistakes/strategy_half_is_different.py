exercise = "choose_strategy"
belief = "takes a similarity of 0.5 for different"
hint = "A similarity of exactly 0.5 belongs to the left column."
must_fail = ("half_similar_is_similar",)
change = (("similar = similarity >= 0.5", "similar = similarity > 0.5"),)
