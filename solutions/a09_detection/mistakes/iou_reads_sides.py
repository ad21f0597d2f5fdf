exercise = "box_iou"
belief = "reads the last two numbers as width and height"
hint = "You read the last two numbers as width and height. They are the right and the lower edge."
must_fail = ("iou_by_hand", "iou_of_random_boxes")

right = box_iou


def box_iou(a, b):
    return right(convert_boxes(a, "xywh", "xyxy"), convert_boxes(b, "xywh", "xyxy"))
