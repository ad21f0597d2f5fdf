exercise = "match_detections"
belief = "gives up where the favourite truth is taken"
hint = (
    "You look for the best of all truths and then ask whether it is free, as PASCAL VOC does. "
    "Here a detection looks at the free truths alone."
)
must_fail = (
    "the_next_best_truth_is_taken",
    "matching_in_a_crowd",
)
change = (
    ("free & (iou[d] >= iou_threshold)", "iou[d] >= iou_threshold"),
    (
        ("            matches[d] = best\n"),
        ("            matches[d] = best if free[best] else -1\n"),
    ),
)
