exercise = "make_anchors"
belief = "lays one shape over all cells before the next"
hint = (
    "All shapes of the first cell come first, then those of the next cell. Yours go shape by shape."
)
must_fail = ("anchors_of_any_layout",)

right = make_anchors


def make_anchors(sizes, aspect_ratios, stride, feature_size, dtype=torch.float32, device=None):
    rows, columns = as_pair(feature_size)
    anchors = right(sizes, aspect_ratios, stride, feature_size, dtype, device)
    anchors = anchors.reshape(rows * columns, len(sizes) * len(aspect_ratios), 4)
    return anchors.transpose(0, 1).reshape(-1, 4)
