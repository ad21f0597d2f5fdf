exercise = "replace_head"
belief = "puts the new head behind the old one"
hint = "The new head came after the old one. It must stand in its place."
must_fail = ("new_head_has_the_new_classes",)
change = (
    ("nn.Linear(old.in_features", "nn.Linear(old.out_features"),
    ("name, new)", "name, nn.Sequential(old, new))"),
)
