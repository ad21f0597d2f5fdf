exercise = "match_detections"
belief = "turns equal scores around"
hint = (
    "A sort that is turned around turns equal scores around as well. Sort -scores, with "
    "kind='stable'."
)
must_fail = (
    "ties_of_scores_and_of_ious",
    "equal_scores_choose_in_the_order_given",
)
change = (('np.argsort(-scores, kind="stable")', 'np.argsort(scores, kind="stable")[::-1]'),)
