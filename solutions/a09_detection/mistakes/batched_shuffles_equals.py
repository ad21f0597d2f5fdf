exercise = "batched_nms"
belief = "sorts without keeping the order of equal scores"
hint = (
    "Your sort shuffles equal scores where there are many. Of equals the lower index comes first: "
    "sort with stable=True."
)
must_fail = ("many_equal_scores_of_many_classes",)

change = (("scores.argsort(descending=True, stable=True)", "scores.topk(len(scores)).indices"),)
