exercise = "receptive_field"
belief = "takes padding off the size"
hint = "Padding changes where a field lies, not how large it is."
must_fail = ("padding_moves_the_start",)
change = (("size += (reach - 1) * jump", "size += (reach - 1 - 2 * padding) * jump"),)
