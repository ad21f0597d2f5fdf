exercise = "choose_network"
belief = "takes a last year of 0 for none"
hint = "Only None means every year; ask `is None`, since 0 counts as false, too."
must_fail = ("choice_from_nothing",)
change = (("last_year is None or", "not last_year or"),)
