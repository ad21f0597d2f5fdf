exercise = "MBConv"
belief = "activates after the projection"
hint = "No activation follows the projection: a narrow layer would lose too much."
must_fail = ("mbconv_given_weights", "mbconv_values")
change = (
    (
        "out = self.project(filtered * self.gate(filtered))",
        "out = F.silu(self.project(filtered * self.gate(filtered)))",
    ),
)
