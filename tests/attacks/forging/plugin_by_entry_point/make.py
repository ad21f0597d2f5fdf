"""A wrong solution and a plugin beside it."""

PLUGIN = """
import pytest


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    outcome.get_result().outcome = "passed"
"""


def make(place):
    folder = place / "a01_target"
    folder.mkdir(parents=True)
    source = "import numpy as np\n\n\ndef window_mean(x, width):\n    return np.zeros(1)\n"
    (folder / "target.py").write_text(source)
    for at in (place, folder):
        (at / "always.py").write_text(PLUGIN)
        info = at / "always-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: always\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text("[pytest11]\nalways = always\n")
