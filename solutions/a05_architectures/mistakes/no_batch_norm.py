exercise = "ResidualBlock"
belief = "leaves batch norm out of the branch"
hint = (
    "bn1 and bn2 are missing, or do nothing: each convolution of the branch is followed by "
    "batch norm."
)
must_fail = ("values_of_an_identity_block", "parameter_count", "training_mode_uses_the_batch")


class ResidualBlock(ResidualBlock):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__(in_channels, out_channels, stride)
        self.bn1, self.bn2 = nn.Identity(), nn.Identity()
