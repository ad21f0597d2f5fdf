exercise = "precision_recall_curve"
belief = "divides by the number of truths even where it is 0"
hint = "Without truths recall is 0 by convention; 0 / 0 gives NaN."
must_fail = (
    "curves_of_nothing",
    "curve_without_truths_or_detections",
)
change = (
    (
        "found / n_ground_truth if n_ground_truth else np.zeros(len(found))",
        "found / np.float64(n_ground_truth)",
    ),
)
