exercise = "Bottleneck"
belief = "leaves the shortcut out"
hint = "What came in is never added to what comes out."
must_fail = ("bottleneck_values",)
change = ((" + self.shortcut(x)", ""),)
