exercise = "convert_boxes"
belief = "returns float32 for float64 boxes"
hint = "Your result is float32 where the boxes are float64. Keep their dtype."
must_fail = ("every_format_to_every_other",)

right = convert_boxes


def convert_boxes(boxes, source, target):
    return right(boxes, source, target).float()
