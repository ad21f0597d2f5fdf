exercise = "extract_features"
belief = "returns what the head gives"
hint = "These are the head's scores. Features are what it takes."
must_fail = ("features_are_what_the_head_takes",)
change = (
    (
        "head.register_forward_pre_hook(lambda layer, args: caught.append(args[0]))",
        "head.register_forward_hook(lambda layer, args, out: caught.append(out))",
    ),
)
