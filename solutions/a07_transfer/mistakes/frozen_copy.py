exercise = "freeze_backbone"
belief = "freezes a copy"
hint = "A copy is frozen; the model that was given is not."
must_fail = ("only_the_head_requires_a_gradient", "freezing_is_in_place")
change = (
    ("    head = model", "    import copy\n\n    model = copy.deepcopy(model)\n    head = model"),
)
