exercise = "soft_nms"
belief = "selects any box of the highest score"
hint = (
    "Where several boxes have the highest score you select any of them. It is the one of the "
    "lowest index."
)
must_fail = ("many_equal_scores_in_turn",)

change = (("current.argmax(dim=0, keepdim=True)", "current.topk(1).indices"),)
