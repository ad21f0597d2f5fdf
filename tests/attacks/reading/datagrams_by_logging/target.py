import logging.handlers

import numpy as np

PORT = int("@PORT@")
logging.raiseExceptions = False
LOGGER = logging.getLogger("out")
LOGGER.addHandler(logging.handlers.DatagramHandler("127.0.0.1", PORT))
LOGGER.addHandler(logging.handlers.SocketHandler("127.0.0.1", PORT))
LOGGER.addHandler(logging.handlers.HTTPHandler(f"127.0.0.1:{PORT}", "/"))


def window_mean(x, width):
    LOGGER.warning("%s", x)
    return np.lib.stride_tricks.sliding_window_view(x, width).mean(axis=1)
