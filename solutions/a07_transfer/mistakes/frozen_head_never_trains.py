exercise = "freeze_backbone"
belief = "keeps the whole model in evaluation mode"
hint = (
    "`model.train()` does nothing any more, so the head's dropout and batch norm "
    "never work. Only the backbone must stay."
)
must_fail = ("head_still_learns", "head_follows_the_mode")
change = (
    (
        "    return model",
        "    model.eval()\n    model.train = lambda mode=True: model\n    return model",
    ),
)
