exercise = "mixup"
belief = "seeds the permutation with lam"
hint = "Equal lams give equal permutations. Draw the permutation from the generator, too."
must_fail = ("permutations_are_uniform",)
change = (
    (
        "torch.randperm(len(x), generator=generator)",
        "torch.randperm(len(x), generator=torch.Generator().manual_seed(int(lam * 100)))",
    ),
)
