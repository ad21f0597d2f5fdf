"""Arrays, weights and the command line, with tiny contents."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from urllib.error import URLError

import numpy as np
import pytest
import torch
from course_data.checksum import sha256_of_array
from course_data.command import fetch
from course_data.errors import ChecksumError, DataError
from course_data.job import DataSet, Workshop, run
from course_data.screen import Screen, size_text
from course_data.sets import digits
from course_data.sets.efficientnet import rename_by_position
from course_data.sets.torchvision_weights import torchvision_weights
from rich.console import Console

from autograder.errors import UsageError

WEIGHTS = {"a.weight": torch.ones(2, 3), "b.running_mean": torch.zeros(3)}


def test_weights_are_renamed_by_position() -> None:
    target = {"x.y.weight": torch.empty(2, 3), "z.running_mean": torch.empty(3)}
    renamed = rename_by_position(WEIGHTS, target)
    assert list(renamed) == list(target)
    assert renamed["x.y.weight"] is WEIGHTS["a.weight"]


@pytest.mark.parametrize(
    "target",
    [
        {"x.weight": torch.empty(2, 3)},
        {"x.weight": torch.empty(3, 2), "z.running_mean": torch.empty(3)},
        {"x.weight": torch.empty(2, 3), "z.running_var": torch.empty(3)},
        {"x.weight": torch.empty(2, 3), "z.running_mean": torch.empty(3, dtype=torch.int64)},
    ],
    ids=["count", "shape", "kind", "dtype"],
)
def test_weights_of_another_model_are_refused(target: dict[str, torch.Tensor]) -> None:
    with pytest.raises(DataError):
        rename_by_position(WEIGHTS, target)


@pytest.fixture
def fake_hub(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception | None], None]:
    """Torchvision's API without its server: it writes a file, or raises."""
    from torchvision.models import ResNet18_Weights

    def set_up(error: Exception | None) -> None:
        def get(self: object, *, model_dir: str, check_hash: bool, weights_only: bool, **_) -> None:
            assert check_hash and weights_only
            if error:
                raise error
            (Path(model_dir) / "resnet18-f37072fd.pth").write_bytes(b"weights")

        monkeypatch.setattr(ResNet18_Weights, "get_state_dict", get)

    return set_up


def test_torchvisions_weights_come_through_its_api(
    tmp_path: Path, screen: Screen, fake_hub: Callable[[Exception | None], None]
) -> None:
    fake_hub(None)
    assert run(torchvision_weights("resnet18"), tmp_path, screen)
    assert (tmp_path / "torchvision/resnet18-f37072fd.pth").read_bytes() == b"weights"
    assert not run(torchvision_weights("resnet18"), tmp_path, screen)


@pytest.mark.parametrize(
    ("error", "kind", "text"),
    [
        (URLError("no name"), DataError, "over the internet only.*efficientnet"),
        (RuntimeError("invalid hash value"), ChecksumError, "came damaged"),
    ],
)
def test_torchvisions_weights_that_do_not_come(
    tmp_path: Path,
    screen: Screen,
    fake_hub: Callable[[Exception | None], None],
    error: Exception,
    kind: type[Exception],
    text: str,
) -> None:
    fake_hub(error)
    with pytest.raises(kind, match=text):
        run(torchvision_weights("resnet18"), tmp_path, screen)


@pytest.mark.parametrize(("model", "weights"), [("resnt18", "DEFAULT"), ("resnet18", "V9")])
def test_unknown_weights_are_named(
    tmp_path: Path, screen: Screen, model: str, weights: str
) -> None:
    with pytest.raises(UsageError, match=f"no weights {weights} of {model}"):
        run(torchvision_weights(model, weights), tmp_path, screen)


def test_digits_are_those_of_scikit_learn(tmp_path: Path, screen: Screen) -> None:
    from sklearn.datasets import load_digits

    run(digits.DIGITS, tmp_path, screen)
    images, labels = digits.load(tmp_path)
    assert (images.dtype, labels.dtype) == (np.uint8, np.int64)
    np.testing.assert_array_equal(images, load_digits().images)
    np.testing.assert_array_equal(labels, load_digits().target)


def test_a_subset_of_the_digits_is_their_beginning(tmp_path: Path, screen: Screen) -> None:
    run(digits.DIGITS, tmp_path, screen, subset=9)
    run(digits.DIGITS, tmp_path, screen)
    few, all_ = digits.load(tmp_path / "first-9"), digits.load(tmp_path)
    np.testing.assert_array_equal(few[0], all_[0][:9])
    np.testing.assert_array_equal(few[1], all_[1][:9])


def test_the_cifar_reader_is_torchvisions_data_set(tmp_path: Path) -> None:
    from course_data.readers import Cifar10

    with pytest.raises(DataError, match=r"fetch_cifar10\.py"):
        Cifar10(tmp_path)
    images = np.random.default_rng(0).integers(0, 256, (5, 32, 32, 3), dtype=np.uint8)
    arrays = {"train_images": images[:3], "train_labels": np.array([6, 9, 1])}
    arrays |= {"test_images": images[3:], "test_labels": np.array([3, 8])}
    np.savez(tmp_path / "cifar10.npz", **arrays)
    train = Cifar10(tmp_path, transform=np.asarray, target_transform=lambda label: -label)
    assert len(train) == 3
    np.testing.assert_array_equal(train[1][0], images[1])
    assert train[1][1] == -9
    test = Cifar10(str(tmp_path), train=False)
    assert test.classes[test[0][1]] == "cat"


def test_a_checksum_is_of_the_values_alone() -> None:
    values = np.arange(6, dtype="<i8").reshape(2, 3)
    assert sha256_of_array(values) == sha256_of_array(values.astype(">i8"))
    assert sha256_of_array(values) == sha256_of_array(np.asfortranarray(values))
    assert sha256_of_array(values) != sha256_of_array(values + 1)


def command(tmp_path: Path, make: Callable[[Workshop], None], *arguments: str) -> int:
    dataset = DataSet("tiny", "Tiny", "made up", "none", make)
    return fetch(dataset, "Doc.", ["--out", str(tmp_path), *arguments], subset="items")


@pytest.mark.parametrize(
    ("error", "code"),
    [(UsageError("text"), 2), (DataError("text"), 1), (KeyboardInterrupt(), 130)],
)
def test_errors_are_one_sentence_and_an_exit_status(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], error: BaseException, code: int
) -> None:
    def make(shop: Workshop) -> None:
        raise error

    assert command(tmp_path, make) == code
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_the_command_says_zero(tmp_path: Path) -> None:
    assert command(tmp_path, lambda shop: shop.ready("a").touch(), "--subset", "2") == 0
    assert (tmp_path / "first-2" / "a").exists()


@pytest.mark.parametrize("total", [None, 2_000])
def test_a_terminal_shows_a_bar(total: int | None) -> None:
    shown = io.StringIO()
    with Screen(Console(file=shown, force_terminal=True, width=80)).bar("Working", total) as done:
        done(1_000)
    assert "Working" in shown.getvalue()
    assert "━" in shown.getvalue()


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0 bytes"), (999, "999 bytes"), (54_950_048, "55.0 MB")]
)
def test_sizes_are_for_people(count: int, text: str) -> None:
    assert size_text(count) == text
