exercise = "make_anchors"
belief = "goes through the sizes within each ratio"
hint = (
    "In a cell, all ratios of the first size come before the second size. Yours go ratio by ratio."
)
must_fail = ("sizes_first_then_ratios", "anchors_of_any_layout")

change = (("for s in sizes for r in aspect_ratios", "for r in aspect_ratios for s in sizes"),)
