exercise = "AlexNet"
belief = "leaves local response norm out"
hint = "There is no local response norm after your first two layers."
must_fail = ("alexnet_values",)
change = (("local_response_norm(F.relu(conv(x)))", "F.relu(conv(x))"),)
