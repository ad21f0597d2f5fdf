exercise = "receptive_field"
belief = "spreads a window by its own stride"
hint = "A stride spreads the windows of the *next* layer. Change the jump last."
must_fail = ("strides_multiply",)
change = (
    ("        jump *= stride\n", ""),
    ("        size +=", "        jump *= stride\n        size +="),
)
