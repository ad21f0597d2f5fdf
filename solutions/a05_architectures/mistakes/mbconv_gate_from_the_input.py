exercise = "MBConv"
belief = "leaves the gate out"
hint = "Nothing weighs your channels: squeeze and excite is never applied."
must_fail = ("mbconv_values",)
change = (("filtered * self.gate(filtered)", "filtered"),)
