exercise = "mirror"
belief = "computes in single precision"
hint = "float64 in, float64 out."
must_fail = ("columns_are_reversed",)


def mirror(image):
    return image[:, ::-1].astype("float32")
