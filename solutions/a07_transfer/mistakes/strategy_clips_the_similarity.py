exercise = "choose_strategy"
belief = "accepts any similarity"
hint = "A similarity outside [0, 1] is an error of the caller, who should hear of it."
must_fail = ("no_strategy_for_impossible_numbers",)
change = (("if not 0 <= similarity <= 1:", "if similarity != similarity:"),)
