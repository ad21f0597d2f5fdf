exercise = "adapt_batchnorm"
belief = "keeps the old statistics"
hint = "The old domain's statistics are still in the average. Reset them first."
must_fail = ("statistics_of_the_new_images",)
change = (("        layer.reset_running_stats()\n", ""),)
