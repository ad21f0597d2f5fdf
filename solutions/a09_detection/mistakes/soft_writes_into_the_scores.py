exercise = "soft_nms"
belief = "writes into the scores"
hint = "Your function writes into the scores that it was given. Work on a copy."
must_fail = ("soft_suppression_leaves_its_inputs_alone",)

right = soft_nms


def soft_nms(boxes, scores, *args, **kwargs):
    indices, decayed = right(boxes, scores, *args, **kwargs)
    scores[indices] = decayed
    return indices, decayed
