exercise = "mixup"
belief = "permutes by the global generator"
hint = "randperm without generator=generator draws from the global one."
must_fail = ("mixup_repeats_with_the_generator",)
change = (
    (
        "torch.randperm(len(x), generator=generator)",
        "torch.randperm(len(x))",
    ),
)
