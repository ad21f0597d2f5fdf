exercise = "match_detections"
belief = "lets the detections choose in the order given"
hint = "The detections choose by falling score, not in the order of the array."
must_fail = (
    "a_truth_is_taken_once",
    "scores_may_be_any_numbers",
)
change = (('for d in np.argsort(-scores, kind="stable"):', "for d in range(len(boxes)):"),)
