exercise = "freeze_backbone"
belief = "compares the beginnings of names"
hint = '"fc_norm" begins with "fc", but is no part of it. Compare whole steps of the path.'
must_fail = ("running_statistics_stay_in_training_mode",)
change = (
    ("    for layer in model.modules():", "    for name, layer in model.named_modules():"),
    ("layer not in in_head", "not name.startswith(head_name)"),
)
