exercise = "convert_boxes"
belief = "writes into the boxes it was given"
hint = "Your function writes into the tensor that it was given. Work on a copy."
must_fail = ("boxes_to_convert_are_kept",)

right = convert_boxes


def convert_boxes(boxes, source, target):
    result = right(boxes, source, target)
    if boxes.is_floating_point():
        boxes.copy_(result)
    return result
