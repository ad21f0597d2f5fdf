exercise = "box_iou"
belief = "adds a small number to the union"
hint = (
    "You add a small number to the union. For small boxes it is not small: ask where the "
    "union is 0 instead."
)
must_fail = ("iou_does_not_depend_on_the_unit",)

change = (("torch.where(shared > 0, shared / union, 0.0)", "shared / (union + 1e-7)"),)
