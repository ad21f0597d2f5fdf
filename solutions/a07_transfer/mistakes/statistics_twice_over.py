exercise = "adapt_batchnorm"
belief = "goes through the batches twice"
hint = "Each batch went through twice. Once is what was asked for."
must_fail = ("each_batch_goes_through_once",)
change = (("for batch in batches:", "for batch in [*batches, *batches]:"),)
