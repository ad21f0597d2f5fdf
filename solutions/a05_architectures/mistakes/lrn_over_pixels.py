exercise = "local_response_norm"
belief = "looks at neighbouring columns instead of channels"
hint = "Your window runs along the width. It runs along the channels, at one and the same pixel."
must_fail = ("lrn_keeps_pixels_apart", "lrn_settings")
change = (
    ("(0, 0, 0, 0, size // 2, size // 2)", "(size // 2, size // 2)"),
    ("unfold(1", "unfold(3"),
)
