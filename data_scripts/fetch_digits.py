"""Fetch 1,797 real digits of 8x8 pixels.

    python data_scripts/fetch_digits.py [--subset N]

Writes digits.npz: images uint8 (n, 8, 8) from 0 to 16, labels int64 (n,); a subset lies in
data/first-<N>/. It is a file of the installed scikit-learn, or else of its package, through pip.
"""

from __future__ import annotations

import sys

from course_data.command import fetch
from course_data.sets.digits import DIGITS

if __name__ == "__main__":
    sys.exit(fetch(DIGITS, __doc__, subset="digits"))
