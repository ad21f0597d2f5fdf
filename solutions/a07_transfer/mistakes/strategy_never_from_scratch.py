exercise = "choose_strategy"
belief = "never starts from scratch"
hint = "With a million examples of another kind, the table says to start from scratch."
must_fail = ("strategies_of_the_table",)
change = (('return "fine_tune_all" if similar else "from_scratch"', 'return "fine_tune_all"'),)
