exercise = "unfreeze_schedule"
belief = "counts layers without parameters"
hint = (
    "Layers without parameters, such as pooling, take an epoch in which nothing "
    "joins. Leave them out."
)
must_fail = ("groups_join_from_the_head_backwards",)


def _groups(model, head_name):
    head = model.get_submodule(head_name)
    seen = set()
    groups = []
    for part in (head, *reversed(list(model.children())), model):
        groups.append([p for p in part.parameters() if id(p) not in seen])
        seen.update(map(id, groups[-1]))
    if not head_name.count("."):
        last = list(dict(model.named_children())).index(head_name)
        del groups[len(list(model.children())) - last]
    return groups
