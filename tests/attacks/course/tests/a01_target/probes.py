"""Runs beside the submission's code."""


def with_gradient(function, x):
    """The value and the gradient of its sum of squares."""
    x = x.clone().requires_grad_()
    y = function(x)
    (y**2).sum().backward()
    return y.detach(), x.grad
