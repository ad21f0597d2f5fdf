exercise = "extract_features"
belief = "forgets evaluation mode"
hint = "Dropout dropped, and batch norm took the batch's statistics: ask for evaluation mode."
must_fail = ("features_ignore_the_training_mode",)
change = (("    model.eval()\n", ""),)
