exercise = "box_iou"
belief = "fills a tensor of the default device"
hint = (
    "You make a tensor without device, so it lies on the CPU, wherever the boxes are. Pass "
    "device=a.device."
)
must_fail = ("iou_runs_where_the_boxes_are",)

right = box_iou


def box_iou(a, b):
    return torch.zeros(len(a), len(b), dtype=as_floats(a).dtype).copy_(right(a, b))
