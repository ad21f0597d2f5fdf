exercise = "soft_nms"
belief = "lets only the latest selected box count"
hint = (
    "Each selected box lowers the scores again: the factors multiply. You start from the "
    "first scores each time."
)
must_fail = ("every_selected_box_lowers_the_rest", "random_scores_decay")

change = (("current = current * factor", "current = scores[left] * factor"),)
