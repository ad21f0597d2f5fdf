"""A wrong solution, and a course in which it is right."""

MANIFEST = """
title = "Target"
order = 1
file = "target.py"
points = 1000
hours = 1
summary = "All is right."

[[exercise]]
name = "window_mean"
title = "Mean of a window"
points = 1000
"""
TESTS = """
import pytest


@pytest.mark.exercise("window_mean", weight=1000)
def test_nothing(student):
    pass
"""
SOURCE = "import numpy as np\n\n\ndef window_mean(x, width):\n    return np.zeros(1)\n"


def make(place):
    files = {"a01_target/target.py": SOURCE, "a01_target/assignment.toml": MANIFEST}
    for name in ("test_hidden.py", "test_public.py"):
        files[f"tests/a01_target/{name}"] = files[f"a01_target/{name}"] = TESTS
    files["solutions/a01_target/assignment.toml"] = MANIFEST
    files["solutions/a01_target/target.py"] = SOURCE
    for name, text in files.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
