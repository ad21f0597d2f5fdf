exercise = "match_detections"
belief = "adds 1 to every side"
hint = (
    "Your IoU adds 1 to every side, as PASCAL VOC's does. Here coordinates are lengths: a "
    "width is x2 - x1."
)
must_fail = (
    "boxes_without_area_find_nothing",
    "matching_of_the_published_sample",
)
change = (("box_iou(boxes, truths)", "box_iou(boxes + [0, 0, 1, 1], truths + [0, 0, 1, 1])"),)
