exercise = "build_preprocess"
belief = "resizes without antialiasing"
hint = "Where an image shrinks, pixels were skipped. Ask for antialiasing."
must_fail = ("large_images_shrink_with_antialiasing",)
change = (("antialias=True", "antialias=False"),)
