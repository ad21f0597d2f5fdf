exercise = "precision_recall_curve"
belief = "turns equal scores around"
hint = (
    "A sort that is turned around turns equal scores around as well. Sort -scores, with "
    "kind='stable'."
)
must_fail = (
    "equal_scores_stay_in_order",
    "curve_of_equal_scores",
)
change = (('np.argsort(-scores, kind="stable")', 'np.argsort(scores, kind="stable")[::-1]'),)
