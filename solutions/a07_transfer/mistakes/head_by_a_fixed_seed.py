exercise = "replace_head"
belief = "sets the seed, to get the same weights each time"
hint = (
    "Every new head has the same weights, and your seed now rules all other random numbers. "
    "Leave the seed to whoever trains."
)
must_fail = ("heads_are_drawn_anew",)
change = (("    bias = old.bias", "    torch.manual_seed(0)\n    bias = old.bias"),)
