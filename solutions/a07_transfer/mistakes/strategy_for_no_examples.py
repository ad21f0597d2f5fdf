exercise = "choose_strategy"
belief = "accepts zero examples"
hint = "Without a single example nothing can be learned: raise ValueError."
must_fail = ("no_strategy_for_impossible_numbers",)
change = (("if n_examples < 1:", "if n_examples < 0:"),)
