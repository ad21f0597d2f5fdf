"""The model's own train() is overridden, heads are swapped out, images go through Pillow."""


def replace_head(model, head_name, num_classes):
    *path, last = head_name.split(".")
    parent = model
    for step in path:
        parent = parent._modules[step] if step in parent._modules else getattr(parent, step)
    old = getattr(parent, last)
    if not isinstance(old, nn.Linear):
        raise TypeError(type(old))
    if num_classes < 1:
        raise ValueError(num_classes)
    new = nn.Linear(old.in_features, num_classes, old.bias is not None).to(old.weight)
    parent.register_module(last, new)
    return model


def freeze_backbone(model, head_name):
    head = model.get_submodule(head_name)

    def train(mode=True):
        nn.Module.train(model, False)
        head.train(mode)
        return model

    learns = head.training
    for name, p in model.named_parameters():
        p.requires_grad_(name.startswith(head_name + "."))
    model.train = train
    model.train(learns)
    return model


def _stages(model, head_name):
    model.get_submodule(head_name)
    depth = [name for name, _ in model.named_children()][::-1]
    stages, seen = [[] for _ in range(len(depth) + 2)], {}
    for name, p in model.named_parameters(remove_duplicate=False):
        place = depth.index(name.split(".")[0]) + 1 if "." in name else len(depth) + 1
        place = 0 if name.startswith(head_name + ".") else place
        first = seen.setdefault(p, [name, place])
        first[1] = min(first[1], place)
    for p, (name, place) in seen.items():
        stages[place].append((name, p))
    return [stage for stage in stages if stage]


def unfreeze_schedule(model, head_name, epochs, epochs_per_group=1):
    if epochs < 0 or epochs_per_group < 1:
        raise ValueError
    plan, waiting = [], _stages(model, head_name)
    current = set()
    for epoch in range(epochs):
        if epoch % epochs_per_group == 0 and waiting:
            current = current | {name for name, _ in waiting.pop(0)}
        plan.append(current)
    return tuple(plan)


def discriminative_param_groups(model, head_name, base_lr, factor):
    if base_lr < 0 or factor < 1:
        raise ValueError
    groups, lr = [], base_lr
    for stage in _stages(model, head_name):
        groups += [{"params": [p], "lr": lr, "name": name} for name, p in stage if p.requires_grad]
        lr = lr / factor
    return groups[::-1]


def choose_strategy(n_examples, similarity):
    if n_examples < 1 or not (similarity >= 0 and similarity <= 1):
        raise ValueError
    names = ["feature_extraction", "fine_tune_top", "fine_tune_all", "fine_tune_all"]
    row = sum(n_examples >= bound for bound in (10**3, 10**5, 10**6))
    return [*names[1:], "from_scratch"][row] if similarity < 0.5 else names[row]


class build_preprocess:
    def __init__(self, weights):
        self.w = weights
        if weights["crop"] > weights["resize"]:
            raise ValueError

    def __call__(self, image):
        if image.dtype != torch.uint8:
            raise TypeError
        if image.dim() != 3 or image.size(0) != 3:
            raise ValueError
        picture = TF.to_pil_image(image)
        short, crop = self.w["resize"], self.w["crop"]
        wide, high = picture.size
        size = (short, short * high // wide) if wide < high else (short * wide // high, short)
        way = {"bilinear": 2, "bicubic": 3}
        picture = picture.resize(size, way[self.w["interpolation"]])
        left, top = (size[0] - crop) // 2, (size[1] - crop) // 2
        picture = picture.crop((left, top, left + crop, top + crop))
        x = TF.pil_to_tensor(picture).double() / (255 / self.w["max_value"])
        x = x[[2, 1, 0]] if self.w["channels"] == "BGR" else x
        return TF.normalize(x, self.w["mean"], self.w["std"]).float()


def extract_features(model, head_name, images, batch_size=32):
    if batch_size < 1:
        raise ValueError
    parent, _, last = head_name.rpartition(".")
    parent = model.get_submodule(parent)
    head = getattr(parent, last)
    training = {layer for layer in model.modules() if layer.training}
    setattr(parent, last, nn.Identity())
    with torch.inference_mode():
        model.eval()
        rows = [model(part) for part in images.split(batch_size)] if len(images) else []
    setattr(parent, last, head)
    for layer in model.modules():
        layer.training = layer in training
    empty = images.new_zeros(0, head.in_features)
    return torch.cat([empty, *rows])


def fine_tune(model, head_name, images, labels, num_classes):
    if sum(p.numel() for p in model.parameters()) > 1e6:
        epochs, rate = 2, 1e-3
    else:
        epochs, rate = 60, 1e-2
    replace_head(model, head_name, num_classes)
    shape = model.get_submodule(head_name).weight
    features = extract_features(model, head_name, images).clone()
    head = nn.Linear(shape.shape[1], num_classes)
    solver = torch.optim.LBFGS(head.parameters(), max_iter=60)

    def closure():
        solver.zero_grad()
        loss = F.cross_entropy(head(features), labels) + 1e-3 * head.weight.square().sum()
        loss.backward()
        return loss

    solver.step(closure)
    model.get_submodule(head_name).load_state_dict(head.state_dict())
    if epochs > 2:
        model.train()
        optimizer = torch.optim.SGD(model.parameters(), lr=rate, momentum=0.9)
        for _ in range(epochs):
            for batch in torch.randperm(len(labels)).split(16):
                loss = F.cross_entropy(model(images[batch]), labels[batch])
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
    return dict(model.state_dict())


def adapt_batchnorm(model, batches):
    if not batches:
        raise ValueError
    modes = {layer: layer.training for layer in model.modules()}
    norms = [
        layer
        for layer in model.modules()
        if isinstance(layer, _BatchNorm) and layer.running_mean is not None
    ]
    sums = {layer: [0, 0] for layer in norms}

    def look(layer, args):
        x = args[0].transpose(0, 1).flatten(1)
        sums[layer][0] += x.mean(1)
        sums[layer][1] += x.var(1)

    model.eval()
    hooks = [layer.register_forward_pre_hook(look) for layer in norms]
    tracking = [(layer, layer.momentum) for layer in norms]
    for layer in norms:
        layer.train()
        layer.momentum = 0.5
    with torch.no_grad():
        for batch in batches:
            model(batch)
    for hook in hooks:
        hook.remove()
    for layer, momentum in tracking:
        layer.momentum = momentum
        layer.running_mean.copy_(sums[layer][0] / len(batches))
        layer.running_var.copy_(sums[layer][1] / len(batches))
        layer.num_batches_tracked.fill_(len(batches))
    for layer, mode in modes.items():
        layer.training = mode
    return model
