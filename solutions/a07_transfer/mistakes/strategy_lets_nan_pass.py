exercise = "choose_strategy"
belief = "compares NaN"
hint = "NaN is neither below 0 nor above 1. Ask whether the number lies inside instead."
must_fail = ("impossible_cases_are_refused",)
change = (("not 0 <= similarity <= 1", "similarity < 0 or similarity > 1"),)
