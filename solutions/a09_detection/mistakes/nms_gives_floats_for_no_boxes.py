exercise = "nms"
belief = "returns floats where there are no boxes"
hint = "torch.tensor([]) holds floats. Without boxes the result is int64 all the same."
must_fail = ("no_boxes_give_no_indices", "none_and_one")

right = nms


def nms(boxes, scores, iou_threshold):
    return torch.tensor(right(boxes, scores, iou_threshold).tolist(), device=boxes.device)
