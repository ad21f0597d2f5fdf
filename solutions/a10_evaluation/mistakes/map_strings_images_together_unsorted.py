exercise = "mean_average_precision"
belief = "strings the images together without sorting"
hint = "Sort the detections of a class by score over all images; you count them image by image."
must_fail = (
    "curve_runs_over_all_images",
    "random_images",
)


def _ap(scores, hits, counted, n_truths):
    values = np.full(len(hits), np.nan)
    for t in range(len(hits) if n_truths else 0):
        use = counted[t]
        place = -np.arange(np.count_nonzero(use), dtype=float)
        precision, recall = precision_recall_curve(place, hits[t][use], n_truths)
        values[t] = average_precision(recall, precision, "coco101")
    return values
