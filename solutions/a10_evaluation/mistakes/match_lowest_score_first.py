exercise = "match_detections"
belief = "lets the least sure detection choose first"
hint = "The highest score chooses first. np.argsort sorts upwards."
must_fail = (
    "a_truth_is_taken_once",
    "choice_goes_by_score_and_not_by_iou",
)
change = (('np.argsort(-scores, kind="stable")', 'np.argsort(scores, kind="stable")'),)
