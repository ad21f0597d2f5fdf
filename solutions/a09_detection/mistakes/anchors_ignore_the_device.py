exercise = "make_anchors"
belief = "makes anchors on the default device"
hint = "Your anchors lie on the default device, whatever device says."
must_fail = ("anchors_lie_on_the_device_asked_for",)

right = make_anchors


def make_anchors(sizes, aspect_ratios, stride, feature_size, dtype=torch.float32, device=None):
    return right(sizes, aspect_ratios, stride, feature_size, dtype)
