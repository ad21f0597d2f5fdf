exercise = "convert_boxes"
belief = "reads every source format as edges"
hint = (
    "You read the last two numbers as the right and lower edge, whatever source says. In "
    '"xywh" and "cxcywh" they are a width and a height.'
)
must_fail = ("every_format_to_every_other", "random_boxes_in_every_format")

right = convert_boxes


def convert_boxes(boxes, source, target):
    known = source in ("xyxy", "xywh", "cxcywh") and source != target
    return right(boxes, "xyxy" if known else source, target)
