exercise = "mean_average_precision"
belief = "averages over images"
hint = (
    "The curve of a class runs over all images, sorted by score. You make one per image and "
    "average."
)
must_fail = ("random_images",)

right = mean_average_precision


def mean_average_precision(predictions, targets, iou_thresholds=IOU_THRESHOLDS):
    as_images(predictions, targets)
    each = [
        right([], []),
        *(right([p], [t], iou_thresholds) for p, t in zip(predictions, targets, strict=True)),
    ]
    figures = {}
    for name in each[0]:
        defined = [figure[name] for figure in each if figure[name] > -1]
        figures[name] = float(np.mean(defined)) if defined else -1.0
    return figures
