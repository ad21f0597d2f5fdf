exercise = "convert_boxes"
belief = "returns the boxes themselves where the formats are the same"
hint = "Where the formats are the same you return the tensor you were given. Return a copy."
must_fail = ("the_same_format_gives_a_copy", "the_same_format_keeps_the_values")

change = (("return boxes.clone()", "return boxes"),)
