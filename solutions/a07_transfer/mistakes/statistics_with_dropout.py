exercise = "adapt_batchnorm"
belief = "puts the whole model in training mode"
hint = "Dropout dropped while you measured. Put only the batch norms in training mode."
must_fail = ("dropout_does_not_disturb",)
change = (("    model.eval()\n", "    torch.manual_seed(0)\n    model.train()\n"),)
