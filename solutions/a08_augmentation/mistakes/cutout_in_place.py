exercise = "cutout"
belief = "cuts the hole into x itself"
hint = "masked_fill_ writes into x. Work on a copy."
must_fail = ("cutout_keeps_its_input",)
change = (
    (
        "x.masked_fill(",
        "x.masked_fill_(",
    ),
)
