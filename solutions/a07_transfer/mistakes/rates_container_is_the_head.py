exercise = "discriminative_param_groups"
belief = "takes the head's container for the head"
hint = (
    "The layers beside the head in its container learn at the head's rate. They are the next group."
)
must_fail = ("rates_of_every_model",)
change = (("_groups(model, head_name)", '_groups(model, head_name.split(".")[0])'),)
