exercise = "AlexNet"
belief = "normalises after pooling"
hint = "You pool and then normalise. Here it is the other way round: ReLU, normalise, pool."
must_fail = ("alexnet_values",)
change = (
    (
        "self.pool(local_response_norm(F.relu(conv(x))))",
        "local_response_norm(self.pool(F.relu(conv(x))))",
    ),
)
