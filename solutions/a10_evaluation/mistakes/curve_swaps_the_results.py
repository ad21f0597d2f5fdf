exercise = "precision_recall_curve"
belief = "returns recall first"
hint = "Return precision first, then recall, as the function's name says."
must_fail = ("curve_of_five_detections",)
change = (("return precision, recall", "return recall, precision"),)
