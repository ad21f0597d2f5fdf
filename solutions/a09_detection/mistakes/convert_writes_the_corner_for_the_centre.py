exercise = "convert_boxes"
belief = 'writes the upper left corner where "cxcywh" wants the centre'
hint = '"cxcywh" begins with the centre, half a side away from the corner that you write.'
must_fail = ("every_format_to_every_other",)

change = (("first + size / 2", "first"),)
