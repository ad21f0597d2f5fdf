exercise = "keeps_label"
belief = "thinks that augmentation always keeps the label"
hint = "Your answer is always True. A mirrored digit is another sign, or none."
must_fail = ("mirrored_images",)
change = (
    (
        "return not CHANGES[transform] & MATTERS[domain]",
        "return True",
    ),
)
