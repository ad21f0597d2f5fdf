exercise = "replace_head"
belief = "writes the number of classes into the old head"
hint = (
    "Setting `out_features` changes a number that is only printed; the weights "
    "keep their shape. Make a new layer."
)
must_fail = ("new_head_has_the_new_classes",)
change = (("setattr(model.get_submodule(parent), name, new)", "old.out_features = num_classes"),)
