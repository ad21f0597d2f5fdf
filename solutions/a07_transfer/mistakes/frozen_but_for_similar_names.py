exercise = "freeze_backbone"
belief = "trains whatever name begins like the head's"
hint = '"fc_conv" begins with "fc", but its parameters are not the head\'s: they still learn.'
must_fail = ("batch_norms_of_every_kind",)
change = (
    (
        "    head.requires_grad_(True)\n",
        (
            "    for name, p in model.named_parameters():\n"
            "        p.requires_grad_(name.startswith(head_name))\n"
        ),
    ),
)
