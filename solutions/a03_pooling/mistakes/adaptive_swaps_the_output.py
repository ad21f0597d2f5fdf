exercise = "adaptive_avg_pool2d"
belief = "takes the output's width for its height"
hint = "output_size is (rows, columns): the first number is the height."
must_fail = ("windows_divide_the_image",)
change = (("as_pair(output_size)", "as_pair(output_size)[::-1]"),)
