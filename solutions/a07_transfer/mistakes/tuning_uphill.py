exercise = "fine_tune"
belief = "climbs the loss"
hint = "The accuracy is worse than guessing: the loss grew with each step. Go down the gradient."
must_fail = ("learns_to_tell_stripes_apart",)
change = (
    (
        "F.cross_entropy(head(features), labels).backward()",
        "(-F.cross_entropy(head(features), labels)).backward()",
    ),
)
