exercise = "adapt_batchnorm"
belief = "looks at the first batch alone"
hint = "Only the first batch was measured."
must_fail = ("statistics_of_the_new_images",)
change = (("for batch in batches:", "for batch in batches[:1]:"),)
