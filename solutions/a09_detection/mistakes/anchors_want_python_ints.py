exercise = "make_anchors"
belief = "takes only Python's int for one number"
hint = "stride and feature_size may be integers of any type, NumPy's as well as Python's."
must_fail = ("one_number_for_both_axes",)

right = make_anchors


def make_anchors(sizes, aspect_ratios, stride, feature_size, dtype=torch.float32, device=None):
    if not isinstance(feature_size, int | tuple | list):
        feature_size = feature_size[0], feature_size[1]
    return right(sizes, aspect_ratios, stride, feature_size, dtype, device)
