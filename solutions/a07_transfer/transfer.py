"""Transfer learning: a network that has learned one task is taught another.

A model's *head* is its last layer, which turns features into scores; the *backbone* is all the
rest. `head_name` names the head as `model.get_submodule` does: "fc", or "classifier.1" for layer 1
of `model.classifier`. Where a model has no layer of that name, every function here raises
AttributeError, as `get_submodule` does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.modules.batchnorm import _BatchNorm
from torchvision.transforms import InterpolationMode
from torchvision.transforms import functional as TF


def replace_head(model: nn.Module, head_name: str, num_classes: int) -> nn.Module:
    """Put a new linear layer in the place of a model's head.

    model:   any module; its head is an nn.Linear. It is changed in place.
    returns: the same model.

    The new head is an nn.Linear with PyTorch's own random weights: as many inputs as the old head,
    `num_classes` outputs, a bias if and only if the old head had one, and the old head's dtype and
    device. All of it is trainable, even where the old head was frozen. It is new even where the
    number of classes stays. All other layers, their weights, modes and `requires_grad` stay as
    they are.

    Args:
        model: to change.
        head_name: dotted path of the head; any step may be an attribute, or the index or key of a
            container, such as "heads.1.fc".
        num_classes: of the new task, at least 1.

    Raises:
        AttributeError: the model has no layer of that name.
        TypeError: that layer is no nn.Linear.
        ValueError: num_classes is less than 1.

    Source: handout, "A new head"; Yosinski et al. 2014, section 2.
    """
    # Your turn: make the new head like the old one, and put it where the old one was.
    # given
    old = model.get_submodule(head_name)
    if not isinstance(old, nn.Linear):
        raise TypeError(f"{head_name} is a {type(old).__name__}; an nn.Linear was expected")
    if num_classes < 1:
        raise ValueError(f"num_classes is {num_classes}; at least 1 was expected")
    # end given
    bias = old.bias is not None
    like = {"device": old.weight.device, "dtype": old.weight.dtype}
    new = nn.Linear(old.in_features, num_classes, bias=bias, **like)
    parent, _, name = head_name.rpartition(".")
    setattr(model.get_submodule(parent), name, new)
    return model


def freeze_backbone(model: nn.Module, head_name: str) -> nn.Module:
    """Keep everything but the head as it is, whatever mode the model is put in.

    model:   any module; its head may be any module, too. It is changed in place.
    returns: the same model.

    From the call on:

    * No parameter outside the head requires a gradient; all of the head's do.
    * No buffer of a batch-norm layer outside the head ever changes in a forward pass: neither
      running_mean nor running_var nor num_batches_tracked. That holds at once, and after
      `model.train()` and `model.eval()` in any order.
    * Those layers normalise by their running statistics in either mode, so that what they make of
      an image does not depend on the other images of the batch.
    * The head works as ever: its dropout and batch norm follow `model.train()` and
      `model.eval()`.

    The call itself changes no weight and no buffer, and leaves the head in its mode. The state
    dict keeps its keys, and a state dict saved before still loads. Batch-norm layers are
    nn.BatchNorm1d, 2d, 3d and their subclasses, which may do more: timm's also apply an activation.
    Whether dropout outside the head still drops in training mode is left to you.

    Args:
        model: to freeze.
        head_name: dotted path of the head.

    Raises:
        AttributeError: the model has no layer of that name.

    Source: handout, "A frozen backbone".
    """
    # Your turn: stop the gradients, then stop the running statistics.
    head = model.get_submodule(head_name)
    model.requires_grad_(False)
    head.requires_grad_(True)
    in_head = set(head.modules())
    for layer in model.modules():
        if isinstance(layer, _BatchNorm) and layer not in in_head:
            # A hook stays when train() is called, on the model or on any part of it.
            layer.register_forward_pre_hook(_to_eval)
            layer.eval()
    return model


def _to_eval(layer: nn.Module, args: Any) -> None:
    layer.eval()


def _groups(model: nn.Module, head_name: str) -> list[list[nn.Parameter]]:
    """Parameters of the head, then of each top-level child, from the last to the first."""
    head = model.get_submodule(head_name)
    seen: set[int] = set()
    groups = []
    for part in (head, *reversed(list(model.children())), model):
        group = [p for p in part.parameters() if id(p) not in seen]
        seen.update(map(id, group))
        if group:
            groups.append(group)
    return groups


def unfreeze_schedule(
    model: nn.Module, head_name: str, epochs: int, epochs_per_group: int = 1
) -> list[list[str]]:
    """Plan which parameters are trained in which epoch, from the head backwards.

    model:   any module; nothing of it is changed.
    returns: a list of `epochs` lists; list e holds the names of the parameters to train in epoch
             e, counted from 0, as in `model.named_parameters()`, in any order.

    The model's parameters fall into groups. Group 0 is the head. The next groups are the model's
    top-level children from the last to the first, in the order of `model.named_children()`
    reversed, each without what an earlier group holds already; so a head inside a container
    leaves the container's other layers to the container's group. Parameters that belong to no
    child, but to the model itself, are the last group. A group without parameters is no group and
    is not counted. Whether a parameter requires a gradient now does not matter. A parameter that
    stands in several places has one name, the one that `named_parameters()` gives it.

    In epoch e, groups 0 to e // epochs_per_group are trained, and all of them once there are no
    more.

    Args:
        model: to plan for.
        head_name: dotted path of the head.
        epochs: how many, at least 0; none give an empty list.
        epochs_per_group: after so many epochs another group joins, at least 1.

    Raises:
        AttributeError: the model has no layer of that name.
        ValueError: epochs is negative, or epochs_per_group is less than 1.

    Source: handout, "Gradual unfreezing"; Howard and Ruder 2018, section 3.3.
    """
    # Your turn: make the groups, then add up those that each epoch trains.
    # given
    if epochs < 0 or epochs_per_group < 1:
        raise ValueError(f"no plan for {epochs} epochs and {epochs_per_group} epochs per group")
    # end given
    name_of = {id(p): name for name, p in model.named_parameters()}
    groups = _groups(model, head_name)
    plan = []
    for epoch in range(epochs):
        trained = groups[: epoch // epochs_per_group + 1]
        plan.append([name_of[id(p)] for group in trained for p in group])
    return plan


def discriminative_param_groups(
    model: nn.Module, head_name: str, base_lr: float, factor: float
) -> list[dict[str, Any]]:
    """Parameter groups for an optimiser: the farther from the head, the smaller the rate.

    model:   any module; nothing of it is changed.
    returns: what a torch optimiser takes: a list of dicts with "params" and "lr".

    The groups are those of `unfreeze_schedule`. Group 0, the head, learns at base_lr, and group g
    at base_lr / factor**g.

    Only parameters that require a gradient are handed out, each exactly once. Frozen ones still
    count for the numbers of the groups: freezing one group does not change the rate of another. A
    parameter that stands in several groups belongs to the one nearest to the head. One rate may
    be spread over several dicts; dicts may come in any order, but none of them is empty.

    Args:
        model: to train.
        head_name: dotted path of the head.
        base_lr: learning rate of the head, at least 0.
        factor: between the rates of neighbouring groups, at least 1.

    Raises:
        AttributeError: the model has no layer of that name.
        ValueError: base_lr is negative, or factor is less than 1.

    Source: handout, "Discriminative learning rates"; Howard and Ruder 2018, section 3.1.
    """
    # Your turn: give each group its rate, and leave out what is frozen.
    # given
    if base_lr < 0 or factor < 1:
        raise ValueError(f"no rates for base_lr {base_lr} and factor {factor}")
    # end given
    found = []
    for number, group in enumerate(_groups(model, head_name)):
        params = [p for p in group if p.requires_grad]
        if params:
            found.append({"params": params, "lr": base_lr / factor**number})
    return found


def choose_strategy(n_examples: int, similarity: float) -> str:
    """Say how to use a pretrained network, by the size and the kind of the new data.

    returns: one of the four strategies in the table.

    | n_examples            | similarity >= 0.5    | similarity < 0.5  |
    |-----------------------|----------------------|-------------------|
    | 1 to 999              | "feature_extraction" | "fine_tune_top"   |
    | 1,000 to 99,999       | "fine_tune_top"      | "fine_tune_all"   |
    | 100,000 to 999,999    | "fine_tune_all"      | "fine_tune_all"   |
    | 1,000,000 and more    | "fine_tune_all"      | "from_scratch"    |

    "feature_extraction": freeze the backbone, train the head. "fine_tune_top": train the head and
    the last layers before it. "fine_tune_all": train all layers, early ones at smaller rates.
    "from_scratch": start from random weights.

    Args:
        n_examples: labelled examples of the new task, at least 1.
        similarity: of the new images to those the network was trained on, from 0 (nothing in
            common) to 1 (the same kind).

    Raises:
        ValueError: n_examples is less than 1, or similarity is outside [0, 1] or NaN.

    Source: handout, "Which strategy when". The bands are this course's own.
    """
    # Your turn: the table, one row at a time.
    if n_examples < 1:
        raise ValueError(f"n_examples is {n_examples}; at least 1 was expected")
    if not 0 <= similarity <= 1:
        raise ValueError(f"similarity is {similarity}; a number from 0 to 1 was expected")
    similar = similarity >= 0.5
    if n_examples < 1_000:
        return "feature_extraction" if similar else "fine_tune_top"
    if n_examples < 100_000:
        return "fine_tune_top" if similar else "fine_tune_all"
    if n_examples < 1_000_000:
        return "fine_tune_all"
    return "fine_tune_all" if similar else "from_scratch"


def build_preprocess(weights: dict[str, Any]) -> Callable[[Tensor], Tensor]:
    """Make the function that turns an image into what a network's weights were trained on.

    returns: a function of one image, to be called any number of times:
        image:   uint8 (3, height, width), RGB, 0 to 255, of any size; never changed
        returns: float32 (3, crop, crop)

    In this order, the function

    1. resizes the image so that its shorter side becomes `resize` pixels and the longer one
       floor(resize * longer / shorter), with the interpolation asked for and with antialiasing,
       as torchvision and Pillow do. Pixels stay from 0 to 255: bicubic interpolation must be
       clamped. Rounding them to whole numbers afterwards is left to you; the tests allow for two
       grey levels. An image that has the size already is not touched;
    2. cuts the crop x crop pixels out of the middle. Where an odd number of rows or columns is
       left over, either of the two middles will do;
    3. scales pixels from [0, 255] to [0, max_value];
    4. puts the channels in the order of `channels`;
    5. subtracts each channel's mean and divides by its std.

    Args:
        weights: what the weights' page says, a dict that is never changed, with
            "resize": int, pixels;
            "crop": int, pixels, at most `resize`;
            "interpolation": "bilinear" or "bicubic";
            "max_value": 1.0 or 255.0, the value of a white pixel on the scale of mean and std;
            "channels": "RGB" or "BGR", the order in which the network takes them;
            "mean", "std": three floats each, in the order of `channels`.

    Raises:
        ValueError: crop is larger than resize. From the function made: the image has not the
            shape (3, height, width).
        TypeError: from the function made: the image is not uint8. A float image may be in
            [0, 1] or in [0, 255], and nobody could tell.

    Source: handout, "Preprocessing that matches the weights".
    """
    # Your turn: the five steps, in a function inside this one.
    # given
    if weights["crop"] > weights["resize"]:
        raise ValueError(f"a crop of {weights['crop']} does not fit {weights['resize']} pixels")
    # end given
    mode = InterpolationMode(weights["interpolation"])
    mean, std = (torch.tensor(weights[key]).reshape(3, 1, 1) for key in ("mean", "std"))

    def preprocess(image: Tensor) -> Tensor:
        if image.dtype != torch.uint8:
            raise TypeError(f"the image is {image.dtype}; uint8 was expected")
        if image.ndim != 3 or image.shape[0] != 3:
            raise ValueError(f"the shape is {tuple(image.shape)}; (3, height, width) was expected")
        image = TF.resize(image, [weights["resize"]], mode, antialias=True)
        image = TF.center_crop(image, [weights["crop"]])
        pixels = image.to(torch.float32) * (weights["max_value"] / 255)
        if weights["channels"] == "BGR":
            pixels = pixels.flip(0)
        return (pixels - mean) / std

    return preprocess


def extract_features(
    model: nn.Module, head_name: str, images: Tensor, batch_size: int = 32
) -> Tensor:
    """Give what a model's head is fed with: one row of features per image.

    images:  float, the model's dtype (images, channels, height, width)
    returns: same dtype (images, features), row i for image i

    The head is the model's last layer; what it takes are the features. They are computed in
    evaluation mode, without a graph for gradients, `batch_size` images at a time; the last batch
    may be smaller. No images give a result of shape (0, features).

    Afterwards the model is as it was: weights, buffers, layers, hooks, and the mode of every single
    layer, also where some were in training and others in evaluation mode.

    Args:
        model: whose features.
        head_name: dotted path of the head, an nn.Linear.
        images: preprocessed.
        batch_size: at most so many go through the model at once, at least 1.

    Raises:
        AttributeError: the model has no layer of that name.
        ValueError: batch_size is less than 1.

    Source: handout, "Features"; Donahue et al. 2014, section 3.
    """
    # Your turn: catch the head's input for one batch after another, then tidy up.
    # given
    if batch_size < 1:
        raise ValueError(f"batch_size is {batch_size}; at least 1 was expected")
    # end given
    caught: list[Tensor] = []
    head = model.get_submodule(head_name)
    modes = [(layer, layer.training) for layer in model.modules()]
    hook = head.register_forward_pre_hook(lambda layer, args: caught.append(args[0]))
    model.eval()
    with torch.no_grad():
        for start in range(0, max(len(images), 1), batch_size):
            model(images[start : start + batch_size])
    hook.remove()
    for layer, training in modes:
        layer.training = training
    return torch.cat(caught)


def fine_tune(
    model: nn.Module, head_name: str, images: Tensor, labels: Tensor, num_classes: int
) -> dict[str, Tensor]:
    """Teach a pretrained model a new task from few examples.

    images:  float32 (examples, channels, height, width), preprocessed for the model
    labels:  int64 (examples,), from 0 to num_classes - 1, in any order, all classes present
    returns: a state dict, tensors by name: what `model.state_dict()` gives after `replace_head`
             and training, all of it finite

    How is up to you: train the head alone, or more layers at smaller rates, with any optimiser.
    You may change the model itself.

    Your work is graded by the state that you return. The grader loads it into its own copy of the
    architecture, with `num_classes` outputs, in evaluation mode, and measures the accuracy on
    images that your code never sees. It must reach 90 % with a small network on striped images,
    and 70 % with EfficientNet-Lite0 after 200 handwritten digits of 64 x 64 pixels; a head trained
    on features comes to about 99 % and 85 %.

    Budget: 20 seconds for a call, on one CPU core. One pass of the digits forward through
    EfficientNet-Lite0 takes about half a second, forward and backward about four seconds.

    Args:
        model: pretrained, its head an nn.Linear for another number of classes.
        head_name: dotted path of the head.
        images: to learn from.
        labels: of the images.
        num_classes: of the new task.

    Source: handout, "Fine-tuning on few examples"; Kornblith et al. 2019, section 3.
    """
    # Your turn: replace the head, train, and return the state.
    torch.manual_seed(0)  # a result that can be repeated can be checked
    replace_head(model, head_name, num_classes)
    freeze_backbone(model, head_name)
    features = extract_features(model, head_name, images)
    head = model.get_submodule(head_name)
    optimizer = torch.optim.Adam(head.parameters(), lr=0.01, weight_decay=1e-4)
    for _ in range(200):
        optimizer.zero_grad()
        F.cross_entropy(head(features), labels).backward()
        optimizer.step()
    return model.state_dict()


def adapt_batchnorm(model: nn.Module, batches: Sequence[Tensor]) -> nn.Module:
    """Measure batch norm's running statistics anew, on images of another domain.

    batches: float, the model's dtype, each (images, channels, height, width); no labels needed
    returns: the same model, changed in place

    Every batch goes through the model once, without gradients. Batch-norm layers work as in
    training: each normalises by the statistics of the batch. All other layers work as in
    evaluation; dropout does not drop. Afterwards, in each batch-norm layer,

        running_mean = average over the batches of the batch's mean,
        running_var = average over the batches of the batch's unbiased variance,
        num_batches_tracked = number of batches.

    Old statistics are forgotten. All batches weigh the same, whatever their sizes; neither their
    order nor the layers' momentum matters. Weights, other buffers, `requires_grad`, hooks, each
    layer's momentum, and the mode of every single layer are afterwards what they were before.

    Batch-norm layers are nn.BatchNorm1d, 2d, 3d and their subclasses; those that track no
    statistics stay as they are.

    Args:
        model: which `freeze_backbone` has not frozen.
        batches: images of the new domain, each batch with more than one value per channel.

    Raises:
        ValueError: there are no batches; the model is then as it was.

    Source: handout, "Another domain"; Li et al. 2016, section 3.
    """
    # Your turn: forget, collect, and put everything else back.
    # given
    if len(batches) == 0:
        raise ValueError("no batches; at least one was expected")
    # end given
    layers = [
        layer
        for layer in model.modules()
        if isinstance(layer, _BatchNorm) and layer.track_running_stats
    ]
    modes = [(layer, layer.training) for layer in model.modules()]
    momenta = [layer.momentum for layer in layers]
    model.eval()
    for layer in layers:
        layer.reset_running_stats()
        layer.momentum = None  # PyTorch's way to ask for the average of all batches
        layer.train()
    with torch.no_grad():
        for batch in batches:
            model(batch)
    for layer, momentum in zip(layers, momenta, strict=True):
        layer.momentum = momentum
    for layer, training in modes:
        layer.training = training
    return model
