exercise = "build_preprocess"
belief = "takes float images for bytes"
hint = (
    "A float image was accepted. Whether it goes to 1 or to 255, nobody can tell: raise TypeError."
)
must_fail = ("unusable_images_are_refused",)
change = (("image.dtype != torch.uint8", "False"),)
