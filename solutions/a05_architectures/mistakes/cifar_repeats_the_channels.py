exercise = "CifarResNet"
belief = "fills the new channels with copies"
hint = "The new channels of the shortcut are zeros, not copies of the old ones."
must_fail = ("cifar_given_weights",)
change = (
    (
        "F.pad(x[:, :, ::2, ::2], (0, 0, 0, 0, 0, branch.shape[1] - x.shape[1]))",
        "x[:, :, ::2, ::2].repeat(1, 2, 1, 1)",
    ),
)
