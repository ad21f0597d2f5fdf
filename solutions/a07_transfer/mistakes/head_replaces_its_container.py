exercise = "replace_head"
belief = "replaces the whole container"
hint = (
    "You replaced the top-level child, with all other layers in it. Replace the "
    "layer that the whole path names."
)
must_fail = ("path_of_the_head_has_dots",)
change = (
    (
        "setattr(model.get_submodule(parent), name, new)",
        'setattr(model, head_name.split(".")[0], new)',
    ),
)
