exercise = "convert_boxes"
belief = "returns integers for integer boxes"
hint = "Integer boxes come back as integers, so halves are lost. Convert them to floats first."
must_fail = ("integer_boxes_become_float32",)

right = convert_boxes


def convert_boxes(boxes, source, target):
    return right(boxes, source, target).to(boxes.dtype)
