exercise = "LeNet5"
belief = "ends with a softmax"
hint = (
    "Your network ends with probabilities. The loss wants logits: hand on what the last layer "
    "gives."
)
must_fail = ("lenet_values",)
change = (
    (
        "return self.classifier(self.features(x).flatten(1))",
        "return self.classifier(self.features(x).flatten(1)).softmax(1)",
    ),
)
