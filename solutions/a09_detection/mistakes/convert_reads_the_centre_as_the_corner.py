exercise = "convert_boxes"
belief = 'takes the centre of "cxcywh" for the upper left corner'
hint = (
    'You read the first two numbers of "cxcywh" as a corner. They are the centre: the edges '
    "lie half a side to both sides of it."
)
must_fail = ("every_format_to_every_other",)

change = (("first = first - second / 2", "pass"),)
