exercise = "convert_boxes"
belief = "puts y before x"
hint = "Your numbers come as y, x. In every format x comes before y."
must_fail = ("every_format_to_every_other",)

right = convert_boxes


def convert_boxes(boxes, source, target):
    boxes = right(boxes, source, target)
    return boxes if source == target else boxes[:, [1, 0, 3, 2]]
