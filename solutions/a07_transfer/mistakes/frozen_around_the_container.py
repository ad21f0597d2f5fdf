exercise = "freeze_backbone"
belief = "takes the head's container for the head"
hint = "The head is the layer at the end of the path; its container's other layers are backbone."
must_fail = ("gradients_of_every_model",)
change = (("model.get_submodule(head_name)", 'model.get_submodule(head_name.split(".")[0])'),)
