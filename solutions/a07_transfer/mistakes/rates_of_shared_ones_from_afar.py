exercise = "discriminative_param_groups"
belief = "gives a shared parameter to the farthest layer"
hint = "A weight that two layers share takes the rate of the one nearer to the head."
must_fail = ("shared_weight_is_handed_out_once",)


def _groups(model, head_name):
    head = model.get_submodule(head_name)
    seen = set(map(id, head.parameters()))
    groups = []
    for part in model.children():
        group = [p for p in part.parameters() if id(p) not in seen]
        seen.update(map(id, group))
        groups.insert(0, group)
    groups.append([p for name, p in model.named_parameters() if "." not in name])
    return [list(head.parameters()), *(group for group in groups if group)]
