exercise = "extract_features"
belief = "ignores the batch size"
hint = "The default batch size is used, whatever the caller asks for."
must_fail = ("images_come_in_batches",)
change = (("    caught: list", "    batch_size = 32\n    caught: list"),)
