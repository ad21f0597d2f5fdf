exercise = "build_preprocess"
belief = "takes images of any shape"
hint = "An image whose channels are not first, or not three, was accepted: raise ValueError."
must_fail = ("unusable_images_are_refused",)
change = (("image.ndim != 3 or image.shape[0] != 3", "image.ndim != 3"),)
