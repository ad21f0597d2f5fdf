exercise = "mean_average_precision"
belief = "throws all classes into one"
hint = "Detections match truths of their own class only, and every class has its own curve."
must_fail = (
    "average_over_thresholds_and_classes",
    "random_images",
)
change = (
    (
        "predictions, targets = as_images(predictions, targets)",
        (
            "predictions, targets = as_images(predictions, targets)\n"
            "    for image in (*predictions, *targets):\n"
            "        image['labels'] = np.zeros_like(image['labels'])"
        ),
    ),
)
