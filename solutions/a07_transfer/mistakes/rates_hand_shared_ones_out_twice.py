exercise = "discriminative_param_groups"
belief = "hands a shared parameter out twice"
hint = (
    "A weight that two layers share stands in two groups: an optimiser refuses "
    "that. Remember what you have handed out."
)
must_fail = ("shared_weight_is_handed_out_once",)


def _groups(model, head_name):
    head = model.get_submodule(head_name)
    inside = set(map(id, head.parameters()))
    groups = [list(head.parameters())]
    for part in reversed(list(model.children())):
        groups.append([p for p in part.parameters() if id(p) not in inside])
    groups.append([p for name, p in model.named_parameters() if "." not in name])
    return [group for group in groups if group]
