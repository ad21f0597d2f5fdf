exercise = "shift_sensitivity"
belief = "compares sums of squares instead of means"
hint = "The pooled maps have fewer elements. Compare means of squares, not sums."
must_fail = ("a_shift_across_windows_is_seen",)
change = (
    (
        "return after / before if before else 0.0",
        (
            "fewer = pool(x, kernel_size, stride).size / x.size\n"
            "    return after / before * fewer**0.5 if before else 0.0"
        ),
    ),
)
