exercise = "adapt_batchnorm"
belief = "joins the batches into one"
hint = (
    "You measured one large batch. The statistics are averages over the batches as they were given."
)
must_fail = ("statistics_of_the_new_images",)
change = (("for batch in batches:", "for batch in [torch.cat(list(batches))]:"),)
