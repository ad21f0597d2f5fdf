exercise = "receptive_field"
belief = "ignores the padding"
hint = "Padding moves the first field towards the border."
must_fail = ("padding_moves_the_start",)
change = ((" - padding)", ")"),)
