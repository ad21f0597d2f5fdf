exercise = "precision_recall_curve"
belief = "starts with the lowest score"
hint = "The curve starts with the surest detection. np.argsort sorts upwards."
must_fail = ("surest_detection_comes_first",)
change = (('np.argsort(-scores, kind="stable")', 'np.argsort(scores, kind="stable")'),)
