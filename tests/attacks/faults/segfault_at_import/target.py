import numpy as np

getattr(np, "ctypes" + "lib").ctypes.string_at(0)
