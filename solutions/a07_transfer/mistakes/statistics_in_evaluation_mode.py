exercise = "adapt_batchnorm"
belief = "leaves batch norm in evaluation mode"
hint = "In evaluation mode batch norm measures nothing."
must_fail = ("statistics_of_the_new_images",)
change = (("        layer.train()\n", ""),)
