exercise = "mixup"
belief = "puts the generator back after drawing lam"
hint = "You put the generator's state back, so what comes next meets the numbers that made lam."
must_fail = ("each_call_draws_its_own_lam",)
change = (
    (
        "    lam = _beta(alpha, generator)",
        "    state = generator.get_state()\n"
        "    lam = _beta(alpha, generator)\n"
        "    generator.set_state(state)",
    ),
)
