exercise = "cutmix"
belief = "returns y twice"
hint = "y_b is y itself, though the rectangle comes from other images."
must_fail = ("one_rectangle_is_pasted",)
change = (
    (
        "mixed, y, y[permutation], lam",
        "mixed, y, y.clone(), lam",
    ),
)
