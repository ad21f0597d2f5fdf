exercise = "make_anchors"
belief = "clips anchors at the upper and left border"
hint = "You clip anchors at 0. They may reach beyond the image."
must_fail = ("anchors_of_one_cell", "anchors_reach_beyond_the_image")

right = make_anchors


def make_anchors(*args, **kwargs):
    return right(*args, **kwargs).clamp(min=0)
