exercise = "adapt_batchnorm"
belief = "keeps the momentum"
hint = (
    "Each batch moved the statistics by the layer's momentum, so late batches "
    "weigh more. All should weigh the same."
)
must_fail = ("statistics_of_the_new_images", "momentum_does_not_matter")
change = (
    (
        ("        layer.momentum = None  # PyTorch's way to ask for the average of all batches\n"),
        "",
    ),
)
