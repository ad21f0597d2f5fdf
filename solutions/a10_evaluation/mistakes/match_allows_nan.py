exercise = "match_detections"
belief = "sorts NaN like a number"
hint = "A NaN score has no place in the order: raise ValueError, as as_scores does."
must_fail = (
    "nothing_to_match",
    "matching_refuses_what_has_no_order",
)
change = (("as_scores(scores, len(boxes))", "as_scores(np.nan_to_num(scores), len(boxes))"),)
