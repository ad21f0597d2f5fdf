import torch


class Stuck(torch.Tensor):
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        while True:
            pass


def rescale(x):
    return torch.Tensor._make_subclass(Stuck, x.clone())
