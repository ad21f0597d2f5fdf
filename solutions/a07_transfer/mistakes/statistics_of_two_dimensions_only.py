exercise = "adapt_batchnorm"
belief = "knows BatchNorm2d alone"
hint = "A BatchNorm1d kept the old statistics. Batch norm comes in three kinds."
must_fail = ("statistics_of_every_layer",)
change = (("isinstance(layer, _BatchNorm)", "isinstance(layer, nn.BatchNorm2d)"),)
