exercise = "replace_head"
belief = "keeps the head where the classes are as many"
hint = "As many classes are not the same classes: the head must be new all the same."
must_fail = ("new_head_is_new_for_any_number_of_classes",)
change = (
    (
        "    bias = old.bias",
        "    if old.out_features == num_classes:\n        return model\n    bias = old.bias",
    ),
)
