exercise = "adapt_batchnorm"
belief = "builds a graph for gradients"
hint = "Gradients were on while you measured: nothing is learned here."
must_fail = ("each_batch_goes_through_once",)
change = (("torch.no_grad()", "torch.enable_grad()"),)
