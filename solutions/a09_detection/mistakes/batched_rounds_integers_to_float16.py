exercise = "batched_nms"
belief = "makes integer boxes float16"
hint = (
    "You make integer boxes float16, which holds whole numbers up to 2048 alone. They count as "
    "float32."
)
must_fail = ("integer_boxes_of_a_class_are_not_rounded",)

right = batched_nms


def batched_nms(boxes, scores, classes, iou_threshold):
    boxes = boxes if boxes.is_floating_point() else boxes.half().float()
    return right(boxes, scores, classes, iou_threshold)
