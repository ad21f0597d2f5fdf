exercise = "replace_head"
belief = "copies the old weights"
hint = "The first rows of the new head are the old head's, which stand for other classes."
must_fail = ("new_head_is_new_for_any_number_of_classes",)
change = (
    (
        "    parent, _",
        (
            "    rows = min(num_classes, old.out_features)\n"
            "    new.weight.data[:rows] = old.weight.data[:rows]\n"
            "    parent, _"
        ),
    ),
)
