from concurrent.futures import ThreadPoolExecutor

import torch

POOL = ThreadPoolExecutor(1)


def work(x):
    return (x - x.min()) / (x.max() - x.min())


def rescale(x):
    return POOL.submit(work, x)


def window_mean(x, width):
    return torch.jit.fork(work, torch.from_numpy(x))
