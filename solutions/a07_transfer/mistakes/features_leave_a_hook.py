exercise = "extract_features"
belief = "leaves the hook where it is"
hint = "Your hook still waits in the model, and keeps what passes. Call `remove()` on its handle."
must_fail = ("model_is_left_alone",)
change = (("    hook.remove()\n", ""),)
