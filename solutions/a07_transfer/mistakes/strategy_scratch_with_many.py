exercise = "choose_strategy"
belief = "starts from scratch with many examples"
hint = "With a million similar examples, pretrained weights are still the better start."
must_fail = ("strategies_of_the_table",)
change = (('return "fine_tune_all" if similar else "from_scratch"', 'return "from_scratch"'),)
