exercise = "ResidualBlock"
belief = "normalises by the batch in evaluation mode too"
hint = "In evaluation mode batch norm uses its running statistics. Yours still looks at the batch."
must_fail = ("values_of_an_identity_block", "one_image_in_eval_mode")


class ResidualBlock(ResidualBlock):
    def forward(self, x):
        self.train()
        return super().forward(x)
