"""Which paths a jail shows, computed from packages and links made for the test."""

from __future__ import annotations

import os
import sys
import sysconfig
from pathlib import Path

import pytest

import autograder
from autograder.errors import IsolationError
from autograder.sandbox.isolation import Spec, packages, visible


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A site directory of its own, first on the path; `install(name, files, requires)` fills it."""
    directory = tmp_path / "lib" / "site-packages"
    directory.mkdir(parents=True)
    monkeypatch.syspath_prepend(directory)

    def install(name: str, files: list[str], requires: list[str] = (), record: bool = True) -> None:
        info = directory / f"{name.replace('-', '_')}-1.0.dist-info"
        info.mkdir()
        lines = [f"Requires-Dist: {one}" for one in requires]
        head = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0"
        (info / "METADATA").write_text("\n".join([head, *lines]) + "\n")
        for file in files:
            (directory / file).parent.mkdir(parents=True, exist_ok=True)
            (directory / file).touch()
        listed = [*files, f"{info.name}/METADATA", "../../bin/tool"]
        if record:
            (info / "RECORD").write_text("".join(f"{file},sha256=x,1\n" for file in listed))
        else:
            tops = {file.split("/")[0] for file in files}
            (info / "top_level.txt").write_text("\n".join(tops))

    install.directory = directory
    return install


def names(paths) -> set[str]:
    return {path.name for path in paths}


def test_a_package_brings_what_it_requires_and_nothing_else(site):
    site("alpha", ["alpha/__init__.py", "alpha.libs/x.so"], ["beta_Two>=1; python_version > '3'"])
    site("beta-two", ["beta.py", "__pycache__/beta.cpython-311.pyc"], ["gamma[fast] (>1)"])
    site("gamma", ["shared/gamma/__init__.py"], ["alpha", "delta; extra == 'fast'", "nowhere"])
    site("delta", ["delta/__init__.py"])
    found = names(packages.entries(["Alpha"]))
    assert found == {
        "alpha",
        "alpha.libs",
        "beta.py",
        "beta.cpython-311.pyc",
        "shared",
        *(f"{name}-1.0.dist-info" for name in ("alpha", "beta_two", "gamma")),
    }


def test_a_package_without_a_record_is_found_by_its_top_level(site):
    site("old", ["old_one/__init__.py"], record=False)
    assert "old_one" in names(packages.entries(["old"]))


def test_path_files_are_never_shown(site):
    site("editable", ["__editable__.editable.pth", "editable.py"])
    assert names(packages.entries(["editable"])) == {"editable.py", "editable-1.0.dist-info"}


def test_a_package_that_is_not_installed_is_named(site):
    with pytest.raises(IsolationError, match="no-such-package"):
        packages.entries(["no-such-package"])


def test_a_package_may_be_named_by_its_module():
    assert names(packages.entries(["PIL"])) == names(packages.entries(["pillow"])) >= {"PIL"}


def test_of_this_project_only_the_sandbox_is_shown():
    root = Path(autograder.__file__).resolve().parent
    ours = [p for p in visible.find(Spec()).trees if p == root or root in p.parents]
    assert ours == [root / "__init__.py", root / "errors.py", root / "sandbox"]
    trees = visible.find(Spec()).trees
    assert not any(tree in root.parents for tree in trees)


def test_site_directories_inside_the_standard_library_are_hidden():
    found = visible.find(Spec(packages=("numpy",)))
    standard = Path(os.path.realpath(sysconfig.get_path("stdlib")))
    inside = [d for d in standard.glob("*-packages") if d.is_dir()]
    assert set(inside) <= set(found.hidden)
    flat = list(visible.without_hidden(found))
    assert standard / "os.py" in flat or standard in flat
    for path in flat:
        assert not any(hidden == path or path in hidden.parents for hidden in found.hidden)
        assert not any(h in path.parents and path not in found.trees for h in found.hidden)


def test_links_on_the_way_are_kept_and_followed(tmp_path):
    (tmp_path / "real" / "data").mkdir(parents=True)
    (tmp_path / "absolute").symlink_to(tmp_path / "real")
    (tmp_path / "relative").symlink_to("absolute")
    found = visible.find(Spec(extra_read_only=(tmp_path / "relative" / "data",)))
    real = Path(os.path.realpath(tmp_path))
    assert real / "real" / "data" in found.trees
    assert {(real / "relative", "absolute"), (real / "absolute", str(tmp_path / "real"))} <= set(
        found.links
    )


def test_extra_paths_must_exist(tmp_path):
    for path in (tmp_path / "missing", Path("relative")):
        with pytest.raises(IsolationError, match="must be absolute and exist"):
            visible.find(Spec(extra_read_only=(path,)))


def test_a_path_inside_a_shown_one_is_not_listed_twice():
    standard = Path(sysconfig.get_path("stdlib"))
    trees = visible.find(Spec(extra_read_only=(standard / "json",))).trees
    assert not any(tree.name == "json" for tree in trees)


def test_the_prefix_and_the_home_directory_are_never_shown_whole():
    trees = visible.find(Spec(packages=("numpy",))).trees
    prefixes = {Path(sys.prefix), Path(sys.base_prefix)}
    assert not {Path("/"), Path("/usr"), Path.home(), *prefixes} & set(trees)
