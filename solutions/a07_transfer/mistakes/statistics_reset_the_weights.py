exercise = "adapt_batchnorm"
belief = "resets batch norm's weights, too"
hint = (
    "Batch norm's weight and bias were reset. They were learned: only the "
    "statistics are measured anew."
)
must_fail = ("weights_stay",)
change = (("layer.reset_running_stats()", "layer.reset_parameters()"),)
