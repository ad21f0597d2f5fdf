exercise = "replace_head"
belief = "takes a dotted path for one name"
hint = (
    '`setattr` knows no dots: "classifier.1" became one attribute of that name. '
    "Find the parent first."
)
must_fail = ("path_of_the_head_has_dots",)
change = (("setattr(model.get_submodule(parent), name, new)", "setattr(model, head_name, new)"),)
