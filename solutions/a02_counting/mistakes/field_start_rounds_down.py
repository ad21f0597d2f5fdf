exercise = "receptive_field"
belief = "rounds half steps down"
hint = "The centre of an even window lies between two pixels: divide with /."
must_fail = ("padding_moves_the_start",)
change = (("(reach - 1) / 2", "(reach - 1) // 2"),)
