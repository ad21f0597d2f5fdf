exercise = "extract_features"
belief = "leaves the model without its head"
hint = "The head is gone: the model gives features where it gave scores. Put it back."
must_fail = ("model_is_left_alone",)
change = (
    (
        "    hook.remove()\n",
        (
            "    hook.remove()\n"
            '    parent, _, name = head_name.rpartition(".")\n'
            "    setattr(model.get_submodule(parent), name, nn.Identity())\n"
        ),
    ),
)
