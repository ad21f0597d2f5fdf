exercise = "precision_recall_curve"
belief = "divides precision by the number of all detections"
hint = "Precision at a point counts the detections up to that point, not all."
must_fail = ("curve_of_five_detections",)
change = (("found / np.arange(1, len(found) + 1)", "found / max(len(found), 1)"),)
