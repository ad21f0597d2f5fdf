exercise = "receptive_field"
belief = "lets padding move the start to the right"
hint = "Padding puts pixels *before* the image: the first field moves left."
must_fail = ("padding_moves_the_start",)
change = (("- padding)", "+ padding)"),)
