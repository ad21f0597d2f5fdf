exercise = "soft_nms"
belief = "returns the boxes by rising index"
hint = "You return the boxes by index. The order is that of selection, by falling score."
must_fail = ("linear_decay", "random_scores_decay")

right = soft_nms


def soft_nms(*args, **kwargs):
    indices, decayed = right(*args, **kwargs)
    order = indices.argsort()
    return indices[order], decayed[order]
