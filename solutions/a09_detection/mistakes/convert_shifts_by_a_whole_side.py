exercise = "convert_boxes"
belief = "takes the centre a whole side away from the corner"
hint = "The centre lies half a side from each edge. You go a whole side."
must_fail = ("every_format_to_every_other",)

change = (
    ("second / 2", "second"),
    ("size / 2", "size"),
)
