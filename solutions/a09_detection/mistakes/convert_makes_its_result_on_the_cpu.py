exercise = "convert_boxes"
belief = "fills a tensor of the default device"
hint = (
    "You make the result with torch.empty or torch.zeros and no device, so it lies on the "
    "CPU. Make it where the boxes are."
)
must_fail = ("conversion_runs_where_the_boxes_are",)

right = convert_boxes


def convert_boxes(boxes, source, target):
    return torch.zeros(len(boxes), 4, dtype=as_floats(boxes).dtype).copy_(
        right(boxes, source, target)
    )
