exercise = "extract_features"
belief = "builds a graph for gradients"
hint = "Gradients were on. Features are numbers: compute them under `torch.no_grad()`."
must_fail = ("images_come_in_batches",)
change = (("torch.no_grad()", "torch.enable_grad()"),)
