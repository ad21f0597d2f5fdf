exercise = "cutmix"
belief = "computes lam in half precision"
hint = "Your lam is right to three digits only: compute it in single or double precision."
must_fail = ("one_rectangle_is_pasted",)
change = (
    (
        "lam = 1 - (bottom - top) * (right - left) / (height * width)",
        "lam = 1 - (bottom - top) * (right - left) / (height * width)"
        "\n    lam = float(torch.tensor(lam).half())",
    ),
)
