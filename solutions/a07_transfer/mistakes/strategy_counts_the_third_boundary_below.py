exercise = "choose_strategy"
belief = "takes a million for the third row"
hint = "A million examples belong to the last row: the third ends at 999,999."
must_fail = ("first_and_last_of_each_band",)
change = (("n_examples < 1_000_000:", "n_examples <= 1_000_000:"),)
