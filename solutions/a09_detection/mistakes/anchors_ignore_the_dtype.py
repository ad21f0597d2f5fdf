exercise = "make_anchors"
belief = "returns float32, whatever dtype says"
hint = "Your anchors are float32, also where dtype asks for float64."
must_fail = ("anchors_of_one_cell", "anchors_come_in_the_dtype_asked_for")

right = make_anchors


def make_anchors(sizes, aspect_ratios, stride, feature_size, dtype=torch.float32, device=None):
    return right(sizes, aspect_ratios, stride, feature_size, device=device)
