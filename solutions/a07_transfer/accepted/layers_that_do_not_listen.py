"""Each frozen layer ignores train(); interpolation in floats; training of all layers."""


def replace_head(model, head_name, num_classes):
    old = model.get_submodule(head_name)
    if type(old) is not nn.Linear:
        raise TypeError(head_name)
    if num_classes <= 0:
        raise ValueError(num_classes)
    new = nn.Linear(old.in_features, num_classes, bool(old.bias is not None))
    model.set_submodule(head_name, new.to(dtype=old.weight.dtype))
    return model


def freeze_backbone(model, head_name):
    inside = [id(layer) for layer in model.get_submodule(head_name).modules()]
    head = [id(p) for p in model.get_submodule(head_name).parameters()]
    for p in model.parameters():
        p.requires_grad = id(p) in head
    for layer in model.modules():
        kinds = (nn.BatchNorm1d, nn.BatchNorm2d, nn.BatchNorm3d)
        if isinstance(layer, kinds) and id(layer) not in inside:
            layer.eval()
            layer.train = lambda mode=True, layer=layer: layer
    return model


def unfreeze_schedule(model, head_name, epochs, epochs_per_group=1):
    if epochs < 0 or epochs_per_group < 1:
        raise ValueError
    parts = [model.get_submodule(head_name), *list(model.children())[::-1], model]
    name_of = {p: name for name, p in model.named_parameters()}
    groups, left = [], dict(name_of)
    for part in parts:
        names = [left.pop(p) for p in part.parameters() if p in left]
        groups.extend([names] if names else [])
    plan = []
    for epoch in range(epochs):
        count = min(1 + int(epoch / epochs_per_group), len(groups))
        plan.append([name for number in range(count) for name in groups[number]])
    return plan


def discriminative_param_groups(model, head_name, base_lr, factor):
    if base_lr < 0 or factor < 1:
        raise ValueError
    levels = unfreeze_schedule(model, head_name, 1 + len(list(model.children())) + 1)
    params = dict(model.named_parameters())
    done, groups = set(), []
    for number, names in enumerate(levels):
        fresh = [n for n in names if n not in done]
        done.update(fresh)
        chosen = [params[n] for n in fresh if params[n].requires_grad]
        if chosen:
            groups.append(dict(params=iter(chosen), lr=base_lr * factor**-number))
    return groups


def choose_strategy(n_examples, similarity):
    assert_like = n_examples >= 1 and 0.0 <= similarity <= 1.0
    if not assert_like:
        raise ValueError((n_examples, similarity))
    if n_examples >= 1e6 and similarity < 0.5:
        return "from_scratch"
    if n_examples >= 1e5 or (n_examples >= 1e3 and similarity < 0.5):
        return "fine_tune_all"
    if n_examples >= 1e3 or similarity < 0.5:
        return "fine_tune_top"
    return "feature_extraction"


def build_preprocess(weights):
    if weights["crop"] > weights["resize"]:
        raise ValueError

    class Preprocess(nn.Module):
        def forward(self, image):
            if image.dtype is not torch.uint8:
                raise TypeError(image.dtype)
            if image.dim() != 3 or len(image) != 3:
                raise ValueError(image.shape)
            side, crop = weights["resize"], weights["crop"]
            high, wide = image.shape[-2:]
            low = min(high, wide)
            size = [int(side * high / low), int(side * wide / low)]
            x = image[None].float()
            if min(high, wide) != side:
                mode = weights["interpolation"]
                x = F.interpolate(x, size=size, mode=mode, antialias=True).clamp(0, 255)
            top, left = -(-(size[0] - crop) // 2), -(-(size[1] - crop) // 2)
            x = x[0, :, top : top + crop, left : left + crop]
            if weights["channels"] == "BGR":
                x = x[[2, 1, 0]]
            if weights["max_value"] == 1.0:
                x = x / 255
            mean, std = torch.tensor(weights["mean"]), torch.tensor(weights["std"])
            return (x - mean[:, None, None]) / std[:, None, None]

    return Preprocess()


def extract_features(model, head_name, images, batch_size=32):
    if batch_size <= 0:
        raise ValueError
    head = model.get_submodule(head_name)
    out = torch.empty(len(images), head.in_features, dtype=head.weight.dtype)
    here = []
    hook = head.register_forward_hook(lambda layer, args, scores: here.append(args[0]))
    training = [layer for layer in model.modules() if layer.training]
    try:
        model.train(False)
        with torch.no_grad():
            for i in range(0, len(images), batch_size):
                model(images[i : i + batch_size])
                out[i : i + batch_size] = here.pop()
    finally:
        hook.remove()
        for layer in training:
            layer.training = True
    return out


def fine_tune(model, head_name, images, labels, num_classes):
    replace_head(model, head_name, num_classes)
    large = sum(p.numel() for p in model.parameters()) > 1e6
    optimizer = torch.optim.AdamW(
        discriminative_param_groups(model, head_name, 4e-3, 2.0), weight_decay=0.01
    )
    model.train()
    for _ in range(2 if large else 60):
        for batch in torch.randperm(len(labels)).split(20):
            optimizer.zero_grad()
            F.cross_entropy(model(images[batch]), labels[batch]).backward()
            optimizer.step()
    if large:  # the running statistics of a few steps are not yet those of the digits
        adapt_batchnorm(model, list(images.split(50)))
    return {name: value.detach().clone() for name, value in model.state_dict().items()}


def adapt_batchnorm(model, batches):
    if len(batches) < 1:
        raise ValueError
    norms = [x for x in model.modules() if isinstance(x, _BatchNorm) and x.track_running_stats]
    modes = [x.training for x in model.modules()]
    momenta = [x.momentum for x in norms]
    model.eval()
    seen = []
    for x in norms:
        x.training, x.momentum = True, 1.0
    for batch in batches:
        with torch.no_grad():
            model(batch)
        seen.append([(x.running_mean.clone(), x.running_var.clone()) for x in norms])
    for k, (x, momentum) in enumerate(zip(norms, momenta, strict=True)):
        x.momentum = momentum
        x.running_mean = torch.stack([s[k][0] for s in seen]).mean(0)
        x.running_var = torch.stack([s[k][1] for s in seen]).mean(0)
        x.num_batches_tracked = torch.tensor(len(batches))
    for x, mode in zip(model.modules(), modes, strict=True):
        x.training = mode
    return model
