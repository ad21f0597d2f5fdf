exercise = "choose_network"
belief = "leaves out what needs exactly the limit"
hint = "At most includes the limit itself: compare with <=."
must_fail = ("choice_at_the_limit",)
change = (
    ("megaparams <= max", "megaparams < max"),
    ("gigamacs <= max", "gigamacs < max"),
)
