exercise = "nms"
belief = "takes the boxes in the order in which they stand"
hint = "You take the boxes as they stand. Sort them by score first."
must_fail = ("best_of_a_heap", "random_heaps")

change = (
    (
        "scores.argsort(descending=True, stable=True)",
        "torch.arange(len(scores), device=scores.device)",
    ),
)
