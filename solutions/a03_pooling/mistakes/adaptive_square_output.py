exercise = "adaptive_avg_pool2d"
belief = "uses the number of rows for the columns as well"
hint = "output_size is a pair: rows and columns may differ."
must_fail = ("windows_divide_the_image",)
change = (("as_pair(output_size)", "as_pair(as_pair(output_size)[0])"),)
