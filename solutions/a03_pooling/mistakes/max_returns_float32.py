exercise = "max_pool2d_forward"
belief = "computes with float32"
hint = "float64 comes in and float64 goes out; float32 keeps only seven digits."
must_fail = ("max_of_each_window",)
change = (("return out", "return out.astype(np.float32)"),)
