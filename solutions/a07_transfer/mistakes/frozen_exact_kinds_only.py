exercise = "freeze_backbone"
belief = "compares the types of layers"
hint = "A subclass of batch norm still moves. Use `isinstance`, not `type`."
must_fail = ("batch_norms_of_every_kind",)
change = (
    (
        "isinstance(layer, _BatchNorm)",
        "type(layer) in (nn.BatchNorm1d, nn.BatchNorm2d, nn.BatchNorm3d)",
    ),
)
