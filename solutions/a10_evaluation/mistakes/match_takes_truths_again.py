exercise = "match_detections"
belief = "lets several detections have the same truth"
hint = "A truth that is taken is gone: a second detection of the same object is a false alarm."
must_fail = ("a_truth_is_taken_once",)
change = (("free[best] = False", "free[best] = True"),)
