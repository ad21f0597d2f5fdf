exercise = "match_detections"
belief = "answers in the order of the scores"
hint = "Your answer is in the order in which the detections chose. Element k belongs to boxes[k]."
must_fail = ("matching_in_a_crowd",)
change = (("return matches", 'return matches[np.argsort(-scores, kind="stable")]'),)
