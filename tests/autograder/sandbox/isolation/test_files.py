"""What a walled-in worker can see and change of the file system."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import jinja2
import pytest

import autograder

CHECKOUT = Path(autograder.__file__).parents[1]
GONE = {"ENOENT", "EACCES"}

READ = """
import os
def look(path):
    return os.listdir(path) if os.path.isdir(path) else open(path, "rb").read(10)
result = {path: refused(look, path) for path in arguments}
"""


def test_files_of_the_host_cannot_be_read(jail, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("for nobody")
    paths = ["/etc/passwd", "/etc", "/home", "/var", "/etc/shadow", str(secret), str(tmp_path)]
    # folders above what is shown exist, and hold nothing else
    shown = (CHECKOUT, sys.prefix, sys.base_prefix)
    paths = [path for path in paths if not any(Path(at).is_relative_to(path) for at in shown)]
    seen = jail.run(READ, paths)
    if jail.level == "namespaces":
        assert seen.pop("/etc") == "allowed: ['ld.so.cache']"
    assert set(seen.values()) <= GONE, seen


def test_the_checkout_cannot_be_read_but_for_the_sandbox(jail):
    paths = [str(Path(__file__)), str(CHECKOUT / "tests"), str(CHECKOUT)]
    paths += [str(CHECKOUT / name) for name in ("autograder/results.py", "autograder/course.py")]
    paths += [str(CHECKOUT / name) for name in ("solutions", "pyproject.toml", ".git")]
    seen = jail.run(READ, paths)
    root = seen.pop(str(CHECKOUT))
    assert set(seen.values()) <= GONE, seen
    if jail.level == "namespaces":
        assert "tests" not in root and "pyproject" not in root and "solutions" not in root
    else:
        assert root in GONE
    assert "allowed" in jail.run(READ, [str(CHECKOUT / "autograder/errors.py")]).popitem()[1]


def test_packages_that_were_not_asked_for_cannot_be_read(jail):
    site = Path(pytest.__file__).parents[1]
    paths = [pytest.__file__, str(site / "_pytest/config/__init__.py"), jinja2.__file__]
    seen = jail.run(READ, paths)
    assert set(seen.values()) <= GONE, seen
    if jail.level == "namespaces":  # Landlock leaves names in the site directory to be seen
        names = jail.run("import os; result = os.listdir(arguments)", str(site))
        assert {name.split(".")[0].split("-")[0] for name in names} == {"numpy"}


def test_packages_beside_the_standard_library_cannot_be_read(jail):
    seen = jail.run(
        """
import os, pathlib, sysconfig
sites = [os.path.join(sysconfig.get_path("stdlib"), "site-packages"),
         "/usr/lib/python3/dist-packages"]
result = [refused(p.read_bytes) for site in sites if os.path.isdir(site)
          for p in pathlib.Path(site).rglob("*.py")]
"""
    )
    assert set(seen) <= GONE, seen[:5]


def test_processes_cannot_be_seen(jail):
    seen = jail.run(
        READ, ["/proc", "/proc/self", "/proc/1/environ", "/proc/self/maps", f"/proc/{jail.pid}"]
    )
    if jail.level == "namespaces":
        assert seen.pop("/proc") == "allowed: ['cpuinfo']"
    assert set(seen.values()) <= GONE, seen


def test_the_environment_of_the_parent_cannot_be_read(jail):
    code = "import os; result = refused(lambda: open(f'/proc/{keeper}/environ').read())"
    assert jail.run(code) in GONE


def test_only_the_work_directory_can_be_written(jail, tmp_path):
    tmp_path.chmod(0o777)
    paths = [str(tmp_path / "new"), "/new", "/usr/lib/new", "/etc/ld.so.cache", "/dev/new"]
    paths += [str(Path(__file__)), str(CHECKOUT / "autograder/errors.py"), sys.executable]
    code = """
import os
result = {path: refused(lambda: os.close(os.open(path, os.O_WRONLY | os.O_CREAT)))
          for path in arguments}
result |= {"mkdir " + path: refused(os.mkdir, path + "-directory") for path in arguments}
result |= {"unlink " + path: refused(os.unlink, path) for path in arguments}
result |= {"truncate " + path: refused(os.truncate, path, 0) for path in arguments}
"""
    seen = jail.run(code, paths)
    allowed = {path for path, said in seen.items() if said.startswith("allowed")}
    # beside a file that is shown below /tmp is the worker's own /tmp
    own = {f"mkdir {path}" for path in paths[6:] if path.startswith("/tmp/")}
    assert allowed <= own
    assert not any(Path(path.removeprefix("mkdir ") + "-directory").exists() for path in own)
    assert list(tmp_path.iterdir()) == []


def test_files_of_the_same_user_keep_their_attributes(jail, tmp_path):
    mine = tmp_path / "mine"
    mine.write_text("text")
    if jail.user is not None:
        os.chown(mine, jail.user, jail.user)
        for parent in [tmp_path, *tmp_path.parents[:2]]:
            parent.chmod(0o755)
    before = mine.stat()
    seen = jail.run(
        """
import os
path = arguments
result = [refused(os.chmod, path, 0), refused(os.utime, path, (0, 0)),
          refused(os.chown, path, -1, -1), refused(os.setxattr, path, "user.note", b"x"),
          refused(os.rename, path, "here"), refused(os.link, path, "here")]
""",
        str(mine),
    )
    assert not any(said.startswith("allowed") for said in seen), seen
    after = mine.stat()
    assert (after.st_mode, after.st_mtime, after.st_nlink) == (
        before.st_mode,
        before.st_mtime,
        before.st_nlink,
    )


def test_work_directory_and_temporary_directory_start_empty_and_can_be_used(any_jail):
    code = """
import os, tempfile
before = os.listdir(".") + os.listdir(tempfile.gettempdir())
with open("notes.txt", "w") as file:
    file.write("abc")
with tempfile.NamedTemporaryFile() as file, tempfile.TemporaryDirectory() as directory:
    file.write(b"abc")
    os.mkdir(os.path.join(directory, "deeper"))
os.rename("notes.txt", "renamed.txt")
result = [before, open("renamed.txt").read(), os.getcwd() == os.environ["HOME"]]
"""
    shown = {Path(path).parts[2] for path in (CHECKOUT, sys.prefix) if path_is_below_tmp(path)}
    for _ in range(2):
        before, *rest = any_jail.run(code)
        assert set(before) <= shown  # where the course itself lies below /tmp
        assert rest == ["abc", True]


def path_is_below_tmp(path):
    return Path(path).is_relative_to("/tmp")


def test_a_filled_temporary_directory_ends_in_an_error_not_in_a_full_machine(namespaces):
    fill = """
import os, tempfile
written = 0
try:
    for directory in (".", tempfile.gettempdir()):
        with open(os.path.join(directory, "large"), "wb") as file:
            while True:
                written += file.write(bytes(1 << 16))
except OSError as error:
    result = [written, error.errno]
"""
    written, code = namespaces.run(fill, tmp_mb=2, file_mb=64)
    assert code == errno.ENOSPC
    assert written <= 2 << 20
    many = """
count = 0
try:
    while True:
        open(f"file{count}", "w").close()
        count += 1
except OSError as error:
    result = [count, error.errno]
"""
    count, code = namespaces.run(many, tmp_files=100)
    assert code == errno.ENOSPC
    assert count < 100


def test_a_file_over_the_size_limit_ends_in_an_error(any_jail):
    code = "result = refused(lambda: open('large', 'wb').write(bytes(3 << 20)))"
    assert any_jail.run(code, file_mb=1) == "EFBIG"


def test_all_but_the_work_directory_is_mounted_read_only(namespaces):
    code = """
import os
paths = ["/", "/usr/lib", "/dev", os.path.dirname(os.__file__), *arguments]
wanted = os.ST_RDONLY | os.ST_NOSUID | os.ST_NODEV
result = [path for path in paths if os.statvfs(path).f_flag & wanted != wanted]
result += [path for path in (".", "/tmp") if os.statvfs(path).f_flag & wanted != wanted - 1]
"""
    assert namespaces.run(code, [str(CHECKOUT / "autograder/sandbox")]) == []


def test_devices_are_the_harmless_ones(namespaces):
    assert namespaces.run("import os; result = sorted(os.listdir('/dev'))") == [
        "full",
        "null",
        "random",
        "urandom",
        "zero",
    ]


@pytest.mark.parametrize("device", ["null", "zero", "full", "random", "urandom"])
def test_devices_work(jail, device):
    read = "" if device == "null" else " file.read(4);"
    code = f"file = open('/dev/{device}', 'rb');{read} result = 'fine'"
    assert jail.run(code) == "fine"
    assert jail.run("result = open('/dev/null', 'w').write('gone')") == 4
