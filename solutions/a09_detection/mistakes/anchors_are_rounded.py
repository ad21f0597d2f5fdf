exercise = "make_anchors"
belief = "rounds edges to whole pixels"
hint = "You round to whole pixels. Edges are real numbers."
must_fail = ("anchors_reach_beyond_the_image", "anchors_of_random_shapes")

right = make_anchors


def make_anchors(*args, **kwargs):
    return right(*args, **kwargs).round()
