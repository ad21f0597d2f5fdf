exercise = "replace_head"
belief = "feeds the new head with the old classes"
hint = (
    "The new head stands where the old one stood: it takes the old one's inputs, not its outputs."
)
must_fail = ("new_head_has_the_new_classes",)
change = (("nn.Linear(old.in_features", "nn.Linear(old.out_features"),)
