exercise = "AlexNet"
belief = "takes PyTorch's local response norm with the paper's alpha"
hint = "PyTorch divides alpha by the window's size, so its alpha=1e-4 is the paper's 2e-5."
must_fail = ("alexnet_values",)
change = (
    (
        "local_response_norm(F.relu(conv(x)))",
        "F.local_response_norm(F.relu(conv(x)), 5, 1e-4, 0.75, 2.0)",
    ),
)
