exercise = "mirror"
belief = "returns a view of its input"
hint = "A slice shares memory with the image. Copy it."
must_fail = ("result_is_new",)


def mirror(image):
    return image[:, ::-1]
