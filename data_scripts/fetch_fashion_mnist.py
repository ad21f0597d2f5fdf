"""Fetch Fashion-MNIST.

    python data_scripts/fetch_fashion_mnist.py [--subset N]

Writes FashionMNIST/raw/, which torchvision.datasets.FashionMNIST("data") reads; a subset lies in
data/first-<N>/. Without internet it comes as Debian's package dataset-fashion-mnist, which needs
apt-get.
"""

from __future__ import annotations

import sys

from course_data.command import fetch
from course_data.sets.idx import FASHION_MNIST

if __name__ == "__main__":
    sys.exit(fetch(FASHION_MNIST, __doc__, subset="of each split", original=True))
