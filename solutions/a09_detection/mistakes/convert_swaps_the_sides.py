exercise = "convert_boxes"
belief = "writes the height before the width"
hint = "The third number is the width and the fourth the height; yours are the other way round."
must_fail = ("every_format_to_every_other",)

right = convert_boxes


def convert_boxes(boxes, source, target):
    boxes = right(boxes, source, target)
    return boxes if target in ("xyxy", source) else boxes[:, [0, 1, 3, 2]]
