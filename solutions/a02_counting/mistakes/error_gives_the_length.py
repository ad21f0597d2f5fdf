exercise = "find_the_error"
belief = "gives the number of layers where all is right"
hint = "Where all claims are right, the answer is None."
must_fail = ("a_table_without_errors",)
change = ((", None)", ", len(layers))"),)
