exercise = "mixup"
belief = "seeds a new generator each time"
hint = (
    "Each call draws the same: it starts from the seed again. Draw from the generator, and it "
    "moves on."
)
must_fail = ("mixup_repeats_with_the_generator",)
change = (
    (
        "lam = _beta(alpha, generator)",
        "generator = torch.Generator().manual_seed(generator.initial_seed())\n"
        "    lam = _beta(alpha, generator)",
    ),
)
