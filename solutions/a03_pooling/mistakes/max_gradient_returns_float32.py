exercise = "max_pool2d_backward"
belief = "computes with float32"
hint = "float64 comes in and float64 goes out; float32 keeps only seven digits."
must_fail = ("gradient_goes_to_the_winner",)
change = (
    ("return _crop(grad_padded, padding)", "return _crop(grad_padded, padding).astype(np.float32)"),
)
