exercise = "local_response_norm"
belief = "divides the sum by the size"
hint = (
    "You take the mean of the squares, as PyTorch's function does. The paper's formula has "
    "their sum."
)
must_fail = ("lrn_defaults", "lrn_worked_example")
change = (("unfold(1, size, 1).sum(-1)", "unfold(1, size, 1).sum(-1) / size"),)
