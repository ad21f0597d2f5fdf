exercise = "build_preprocess"
belief = "ignores the order of the channels"
hint = "This network takes blue first. Look at `channels`."
must_fail = ("network_that_takes_blue_first",)
change = (('weights["channels"] == "BGR"', "False"),)
