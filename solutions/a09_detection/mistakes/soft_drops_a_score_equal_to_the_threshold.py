exercise = "soft_nms"
belief = "drops a score equal to score_threshold"
hint = "A score equal to score_threshold is not below it: it stays."
must_fail = ("low_scores_are_dropped", "limits_that_are_met_exactly")

change = (
    (
        "    alive = current >= score_threshold\n    while",
        "    alive = current > score_threshold\n    while",
    ),
    (
        "        alive = current >= score_threshold\n        alive[",
        "        alive = current > score_threshold\n        alive[",
    ),
)
