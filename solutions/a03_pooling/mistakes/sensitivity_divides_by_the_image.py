exercise = "shift_sensitivity"
belief = "divides by the image instead of its change"
hint = "Compare with how much the shift changed the image, moved - x, not with the image."
must_fail = ("a_shift_across_windows_is_seen",)
change = (("before = _rms(moved - x)", "before = _rms(x)"),)
