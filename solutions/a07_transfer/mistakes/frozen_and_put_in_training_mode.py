exercise = "freeze_backbone"
belief = "puts the model in training mode"
hint = "Freezing must not change the head's mode: in evaluation mode its dropout drops now."
must_fail = ("head_stays_in_its_mode",)
change = (("    return model", "    model.train()\n    return model"),)
