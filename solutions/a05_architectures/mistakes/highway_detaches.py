exercise = "gradient_norms"
belief = "cuts the shortcut off from the gradient"
hint = "Your shortcut is detached: forward it counts, but no gradient comes back through it."
must_fail = ("highway_residual",)
change = (("h + step if kind", "h.detach() + step if kind"),)
