exercise = "LeNet5"
belief = "always has ten classes"
hint = "Your last layer has ten outputs, whatever num_classes says."
must_fail = ("lenet_parameter_count", "lenet_other_number_of_classes")
change = (("nn.Linear(84, num_classes)", "nn.Linear(84, 10)"),)
