exercise = "find_the_error"
belief = "forgives a count without biases"
hint = "A count is right if it is exactly right: biases belong to it."
must_fail = ("a_wrong_count",)
change = (
    (
        "claim != truth",
        "(\n        claim != truth and (claim[0] != truth[0] or truth[1] - claim[1] != truth[0][0])\n    )",
    ),
)
