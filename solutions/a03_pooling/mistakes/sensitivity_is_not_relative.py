exercise = "shift_sensitivity"
belief = "does not divide by the change of the image"
hint = (
    "How large a change is says little by itself. Divide by how much the shift changed the image."
)
must_fail = ("a_shift_across_windows_is_seen",)
change = (("return after / before if before else 0.0", "return after"),)
