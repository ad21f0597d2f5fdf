exercise = "discriminative_param_groups"
belief = "counts layers without parameters"
hint = "Layers without parameters, such as pooling, cost a division. They are no groups."
must_fail = ("rates_fall_from_the_head_backwards",)


def _groups(model, head_name):
    head = model.get_submodule(head_name)
    seen = set(map(id, head.parameters()))
    groups = [list(head.parameters())]
    for part in (*reversed(list(model.children())), model):
        if part is not head:
            groups.append([p for p in part.parameters() if id(p) not in seen])
            seen.update(map(id, groups[-1]))
    return groups
