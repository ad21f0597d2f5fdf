exercise = "mean_average_precision"
belief = "limits the detections of an image instead of each class's"
hint = "The limits hold for each image and class: you keep the best 100 of the whole image."
must_fail = ("more_than_a_hundred_detections",)
change = (
    (
        "predictions, targets = as_images(predictions, targets)",
        (
            "predictions, targets = as_images(predictions, targets)\n"
            "    for image in predictions:\n"
            "        best = np.sort(np.argsort(-image['scores'], kind='stable')[:100])\n"
            "        image.update({name: values[best] for name, values in image.items()})"
        ),
    ),
)
