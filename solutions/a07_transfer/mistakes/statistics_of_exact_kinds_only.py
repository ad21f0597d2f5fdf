exercise = "adapt_batchnorm"
belief = "compares the types of layers"
hint = "A subclass of batch norm kept its old statistics. Use `isinstance`, not `type`."
must_fail = ("every_kind_of_batch_norm_is_measured",)
change = (
    (
        "isinstance(layer, _BatchNorm)",
        "type(layer) in (nn.BatchNorm1d, nn.BatchNorm2d, nn.BatchNorm3d)",
    ),
)
