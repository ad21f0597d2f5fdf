exercise = "freeze_backbone"
belief = "looks at the top-level children alone"
hint = "Batch norms inside containers still move. Look at all modules, however deep."
must_fail = ("running_statistics_stay_in_training_mode",)
change = (("for layer in model.modules()", "for layer in model.children()"),)
