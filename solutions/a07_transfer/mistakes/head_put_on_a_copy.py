exercise = "replace_head"
belief = "changes a copy"
hint = "A copy has the new head; the model that was given still has the old one."
must_fail = ("same_model_comes_back",)
change = (
    (
        "    bias = old.bias",
        "    import copy\n\n    model = copy.deepcopy(model)\n    bias = old.bias",
    ),
)
