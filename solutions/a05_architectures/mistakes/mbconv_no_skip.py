exercise = "MBConv"
belief = "leaves the shortcut out"
hint = "Where the shape stays, x is added to the result."
must_fail = ("mbconv_shortcut",)
change = (("return x + out if self.skips else out", "return out"),)
