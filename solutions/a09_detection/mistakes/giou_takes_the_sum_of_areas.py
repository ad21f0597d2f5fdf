exercise = "generalized_box_iou"
belief = "takes the sum of both areas for the union in the empty part"
hint = (
    "In the empty part you use the sum of both areas, which counts the shared part twice. Use "
    "the union."
)
must_fail = ("giou_by_hand", "giou_of_random_boxes")

change = (("(around - union) / around", "(around - union - shared) / around"),)
