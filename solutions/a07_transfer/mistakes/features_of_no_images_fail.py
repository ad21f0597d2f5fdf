exercise = "extract_features"
belief = "needs at least one image"
hint = "No images are no error: the result has no rows, but the right number of columns."
must_fail = ("no_images_no_rows",)
change = (("max(len(images), 1)", "len(images)"),)
