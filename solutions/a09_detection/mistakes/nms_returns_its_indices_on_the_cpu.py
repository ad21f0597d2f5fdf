exercise = "nms"
belief = "makes its indices on the default device"
hint = (
    "You make the indices without device, so they lie on the CPU, wherever the boxes are. "
    "Pass device=boxes.device."
)
must_fail = ("suppression_runs_where_the_boxes_are",)

right = nms


def nms(boxes, scores, iou_threshold):
    return torch.tensor(right(boxes, scores, iou_threshold).tolist(), dtype=torch.int64)
