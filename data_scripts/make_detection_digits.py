"""Make a detection set: real digits on canvases, with exact boxes as COCO JSON.

    python data_scripts/make_detection_digits.py --images 200 --seed 0

Writes detection_digits_n<images>_s<seed>/: train/*.png with train.json, val/*.png with val.json,
a quarter as many, of digits that no training image shows. A box is the extent of a digit's
non-zero pixels. Category 1 is digit 0. The same arguments give the same bytes (of the images: with
the same Pillow); image i does not depend on how many there are. Needs digits.npz, and makes it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from course_data.command import carry_out, parser
from course_data.sets.scenes import detection_digits


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; its exit status."""
    made = parser(__doc__)
    made.add_argument("--images", type=int, default=200, help="for training (default: 200)")
    made.add_argument("--seed", type=int, default=0, help="the same seed gives the same set")
    options = made.parse_args(arguments)
    return carry_out(lambda: detection_digits(options.images, options.seed), options)


if __name__ == "__main__":
    sys.exit(main())
