exercise = "nms"
belief = "takes NaN for the lowest score"
hint = (
    "You take NaN for the lowest score. torch.sort takes it for the highest, and so does this "
    "function."
)
must_fail = ("nan_comes_before_every_number",)

change = (("scores.argsort(", "scores.nan_to_num(nan=-torch.inf).argsort("),)
