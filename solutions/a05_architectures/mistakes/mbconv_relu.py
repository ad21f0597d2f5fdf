exercise = "MBConv"
belief = "uses ReLU for SiLU"
hint = "Your activations are ReLUs. This block has SiLU, x times sigmoid(x)."
must_fail = ("mbconv_values",)
change = (
    ("middle, 1), nn.SiLU()]", "middle, 1), nn.ReLU()]"),
    ("*depthwise, nn.SiLU()", "*depthwise, nn.ReLU()"),
    ("squeezed, 1), nn.SiLU()", "squeezed, 1), nn.ReLU()"),
)
