exercise = "mirror"
belief = "reverses the rows"
hint = "Axis 0 is the height. The columns are axis 1."
must_fail = ("columns_are_reversed", "agrees_with_the_reference")


def mirror(image):
    return image[::-1].copy()
