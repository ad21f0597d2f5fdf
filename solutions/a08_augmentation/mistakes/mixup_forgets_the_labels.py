exercise = "mixup"
belief = "returns y twice"
hint = "y_b is y itself, though the images were permuted."
must_fail = ("images_and_labels_mix_alike",)
change = (
    (
        "y, y[permutation], lam",
        "y, y.clone(), lam",
    ),
)
