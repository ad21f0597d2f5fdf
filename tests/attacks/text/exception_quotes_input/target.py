def window_mean(x, width):
    raise ValueError(f"the input was {list(x)} and {x.tobytes()}")
