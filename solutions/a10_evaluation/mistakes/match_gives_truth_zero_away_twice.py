exercise = "match_detections"
belief = "takes truth 0 for no truth"
hint = "Index 0 is a truth like any other. Ask whether it is >= 0, not whether it is true."
must_fail = ("a_truth_is_taken_once",)
change = (("free[best] = False", "free[best] = best == 0"),)
