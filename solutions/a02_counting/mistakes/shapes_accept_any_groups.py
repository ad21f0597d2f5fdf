exercise = "trace_shapes"
belief = "never asks whether groups divide"
hint = "Groups must divide the channels that come and those that go: raise ValueError."
must_fail = ("groups_that_do_not_divide",)


def _check_groups(in_channels, out_channels, groups):
    pass
