exercise = "adapt_batchnorm"
belief = "keeps the last batch alone"
hint = "Only the last batch is left in the statistics. Average over all of them."
must_fail = ("statistics_of_the_new_images",)
change = (("layer.momentum = None", "layer.momentum = 1.0"),)
