exercise = "replace_head"
belief = "forgets the old head's dtype"
hint = "The new head is float32 in a float64 model. Hand the old weight's dtype on."
must_fail = ("new_head_has_the_new_classes",)
change = ((', "dtype": old.weight.dtype', ""),)
