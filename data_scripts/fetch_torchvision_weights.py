"""Fetch torchvision's own weights of a model; needs internet.

    python data_scripts/fetch_torchvision_weights.py resnet18 [--weights IMAGENET1K_V1]

Writes torchvision/<file>, a state dictionary that torch.load(..., weights_only=True) reads.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from course_data.command import carry_out, parser
from course_data.sets.torchvision_weights import DEFAULT, torchvision_weights


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; its exit status."""
    made = parser(__doc__)
    made.add_argument("model", help="such as resnet18")
    made.add_argument("--weights", default=DEFAULT, help="which of the model's (default: the best)")
    options = made.parse_args(arguments)
    return carry_out(lambda: torchvision_weights(options.model, options.weights), options)


if __name__ == "__main__":
    sys.exit(main())
