exercise = "choose_strategy"
belief = "takes 1,000 for few"
hint = "1,000 examples belong to the second row: the first ends at 999."
must_fail = ("first_and_last_of_each_band",)
change = (("n_examples < 1_000:", "n_examples <= 1_000:"),)
