exercise = "MBConv"
belief = "adds the gate instead of multiplying"
hint = "The gate weighs the channels: multiply by it."
must_fail = ("mbconv_values",)
change = (("filtered * self.gate(filtered)", "filtered + self.gate(filtered)"),)
