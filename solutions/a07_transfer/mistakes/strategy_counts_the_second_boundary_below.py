exercise = "choose_strategy"
belief = "takes 100,000 for the second row"
hint = "100,000 examples belong to the third row: the second ends at 99,999."
must_fail = ("first_and_last_of_each_band",)
change = (("n_examples < 100_000:", "n_examples <= 100_000:"),)
