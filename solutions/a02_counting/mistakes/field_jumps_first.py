exercise = "receptive_field"
belief = "spreads a window by its own stride"
hint = "A stride spreads the windows of the *next* layer. Change the jump last."
must_fail = ("strides_multiply",)
change = (
    (
        "        size += (reach - 1) * jump\n        start += ((reach - 1) / 2 - padding) * jump\n        jump *= stride\n",
        "        jump *= stride\n        size += (reach - 1) * jump\n        start += ((reach - 1) / 2 - padding) * jump\n",
    ),
)
