exercise = "extract_features"
belief = "drops the last partial batch"
hint = "The images of the last, smaller batch are missing."
must_fail = ("features_are_what_the_head_takes",)
change = (
    (
        "range(0, max(len(images), 1), batch_size)",
        "range(0, max(len(images) - batch_size + 1, 1), batch_size)",
    ),
)
