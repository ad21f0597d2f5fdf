exercise = "local_response_norm"
belief = "divides by the sum itself"
hint = "You divide by the bracket itself: raise it to the power beta first."
must_fail = ("lrn_settings",)
change = ((") ** beta", ")"),)
