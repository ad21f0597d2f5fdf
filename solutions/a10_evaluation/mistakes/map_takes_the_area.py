exercise = "mean_average_precision"
belief = "averages precision by the area under the curve"
hint = "COCO averages over 101 levels of recall: method 'coco101'."
must_fail = ("random_images",)


def _ap(scores, hits, counted, n_truths):
    values = np.full(len(hits), np.nan)
    for t in range(len(hits) if n_truths else 0):
        use = counted[t]
        precision, recall = precision_recall_curve(scores[use], hits[t][use], n_truths)
        values[t] = average_precision(recall, precision, "all_points")
    return values
