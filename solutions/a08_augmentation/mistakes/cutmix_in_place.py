exercise = "cutmix"
belief = "pastes into x"
hint = "x itself is changed, and with it the images that are pasted later."
must_fail = ("cutmix_keeps_dtype_and_input",)
change = (
    (
        "mixed = x.clone()",
        "mixed, x = x, x.clone()",
    ),
)
