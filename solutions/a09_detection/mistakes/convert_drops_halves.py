exercise = "convert_boxes"
belief = "divides sides by two with //"
hint = "You round half a side down with //. A side of 5 has a half of 2.5."
must_fail = ("every_format_to_every_other", "integer_boxes_become_float32")

change = (
    ("second / 2", "second // 2"),
    ("size / 2", "size // 2"),
)
