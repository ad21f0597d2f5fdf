exercise = "nms"
belief = "begins with the lowest score"
hint = "You go by rising score. The best box comes first."
must_fail = ("best_of_a_heap", "random_heaps")

change = (("scores.argsort(descending=True, stable=True)", "scores.argsort(stable=True)"),)
