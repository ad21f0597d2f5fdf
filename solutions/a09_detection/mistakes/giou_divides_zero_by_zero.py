exercise = "generalized_box_iou"
belief = "divides 0 by 0 where the enclosing box has no area"
hint = (
    "Where both boxes are flat, the enclosing area is 0, and 0 / 0 is NaN. The result there is 0."
)
must_fail = ("giou_of_boxes_without_area",)

change = (("torch.where(around > 0, (around - union) / around, 0.0)", "(around - union) / around"),)
