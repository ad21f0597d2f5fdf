from __future__ import annotations

import gzip
import io
import os
import stat
import struct
import tarfile
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.errors import SubmissionError
from autograder.submission import Submission
from autograder.submission.archives import list_bytes

ReadOne = Callable[[Path], Submission]
CODE = b"def conv1d(x):\n    return x\n"
GIVEN = {"a01_convolution": {"convolution.py": CODE}}


def make_zip(path: Path, files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def make_tar(path: Path, mode: str, *infos: tuple[tarfile.TarInfo, bytes]) -> Path:
    with tarfile.open(path, mode) as archive:
        for info, data in infos:
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


def info(name: str, **fields: object) -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    for key, value in fields.items():
        setattr(made, key, value)
    return made


@pytest.mark.parametrize("suffix", [".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz"])
def test_every_kind_of_tar_is_read(tmp_path: Path, read_one: ReadOne, suffix: str) -> None:
    mode = {".tar": "w", ".tgz": "w:gz"}.get(suffix) or f"w:{suffix[5:]}"
    member = (info("hw/convolution.py", mtime=1_700_000_000), CODE)
    found = read_one(make_tar(tmp_path / f"okafor_t{suffix}", mode, member))
    assert found.problem is None
    assert found.files == GIVEN
    assert found.id == "okafor_t"
    assert found.submitted_at == datetime.fromtimestamp(1_700_000_000, UTC)


def test_a_zip_is_read(tmp_path: Path, read_one: ReadOne) -> None:
    found = read_one(make_zip(tmp_path / "okafor_t.zip", {"hw/convolution.py": CODE}))
    assert found.files == GIVEN
    assert found.claims == ("okafor_t", "hw")


def test_a_zip_with_windows_separators_is_read(tmp_path: Path, read_one: ReadOne) -> None:
    path = make_zip(tmp_path / "a.zip", {"a01_convolution/convolution.py": CODE})
    path.write_bytes(path.read_bytes().replace(b"n/conv", b"n\\conv"))
    assert read_one(path).files == GIVEN


def test_a_name_in_utf8_without_the_flag_is_read(tmp_path: Path, read_one: ReadOne) -> None:
    path = make_zip(tmp_path / "a.zip", {"Zoë/convolution.py": CODE})
    data = path.read_bytes()
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(mark) + offset
        data = data[:at] + b"\0\0" + data[at + 2 :]
    path.write_bytes(data)
    assert "Zoë" in read_one(path).claims


def test_a_zip_within_the_hand_in_is_opened_once(tmp_path: Path, read_one: ReadOne) -> None:
    inner = make_zip(tmp_path / "hw.zip", {"convolution.py": CODE}).read_bytes()
    once = make_zip(tmp_path / "once.zip", {"hw.zip": inner}).read_bytes()
    assert read_one(tmp_path / "once.zip").files == GIVEN
    make_zip(tmp_path / "twice.zip", {"once.zip": once})
    assert "No file of an assignment" in str(read_one(tmp_path / "twice.zip").problem)


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04 and nothing", b"hello", b"\x1f\x8b\x08\0\0", b"BZh9", b"\xfd7zXZ\0\0"],
)
@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz"])
def test_a_damaged_archive_is_a_problem_with_its_name(
    tmp_path: Path, read_one: ReadOne, name: str, data: bytes
) -> None:
    (tmp_path / name).write_bytes(data)
    found = read_one(tmp_path / name)
    assert found.files == {}
    assert name in str(found.problem)
    assert str(found.problem).endswith(".")


@pytest.mark.parametrize("cut", [0.3, 0.6])
@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.tar.xz"])
def test_a_cut_off_archive_is_a_problem(
    tmp_path: Path, read_one: ReadOne, name: str, cut: float
) -> None:
    code = CODE + os.urandom(20_000).hex().encode()
    path = tmp_path / name
    if name == "a.zip":
        make_zip(path, {"convolution.py": code})
    else:
        make_tar(path, "w:" + name[6:], (info("convolution.py"), code))
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * cut)])
    assert read_one(path).problem


def test_a_rar_is_refused_with_what_to_do(tmp_path: Path, read_one: ReadOne) -> None:
    (tmp_path / "a.zip").write_bytes(b"Rar!\x1a\x07\x00")
    assert "Hand in a .zip" in str(read_one(tmp_path / "a.zip").problem)
    (tmp_path / "b.7z").write_bytes(b"7z\xbc\xaf")
    assert "Hand in a .zip" in str(read_one(tmp_path / "b.7z").problem)


def test_an_encrypted_member_is_a_problem_of_its_assignment_alone(
    tmp_path: Path, read_one: ReadOne
) -> None:
    path = make_zip(tmp_path / "a.zip", {"pooling.py": b"x = 1\n", "convolution.py": CODE})
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(bytes(data))
    found = read_one(path)
    assert list(found.files) == ["a03_pooling"]
    assert "password" in found.file_problems["a01_convolution"]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_that_inflate_without_bound_are_refused(
    tmp_path: Path, read_one: ReadOne, method: int
) -> None:
    path = make_zip(tmp_path / "a.zip", {"convolution.py": b"#" * 1_000_000}, method)
    assert "ordinary .zip" in read_one(path).file_problems["a01_convolution"]


def test_a_wrong_checksum_is_a_problem_of_its_file(tmp_path: Path, read_one: ReadOne) -> None:
    path = make_zip(tmp_path / "a.zip", {"convolution.py": CODE}, zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"return x", b"return 1"))
    assert "damaged" in read_one(path).file_problems["a01_convolution"]


@pytest.mark.parametrize("name", ["../convolution.py", "/tmp/convolution.py", "C:/convolution.py"])
def test_a_path_that_leads_outside_is_left_out_and_said(
    tmp_path: Path, read_one: ReadOne, name: str
) -> None:
    found = read_one(make_zip(tmp_path / "a.zip", {name: b"evil", "hw/convolution.py": CODE}))
    assert found.files == GIVEN
    assert any("outside" in note and name in note for note in found.notes)
    only = read_one(make_tar(tmp_path / "b.tar", "w", (info(name), b"evil")))
    assert only.problem


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE])
def test_links_in_a_tar_are_refused(tmp_path: Path, read_one: ReadOne, kind: bytes) -> None:
    link = info("convolution.py", type=kind, linkname="/etc/passwd")
    path = make_tar(tmp_path / "a.tar", "w", (info("pooling.py"), b"x = 1\n"), (link, b""))
    found = read_one(path)
    assert "is a link" in found.file_problems["a01_convolution"]
    assert list(found.files) == ["a03_pooling"]


def test_links_in_a_zip_are_refused(tmp_path: Path, read_one: ReadOne) -> None:
    link = zipfile.ZipInfo("convolution.py")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert "is a link" in read_one(tmp_path / "a.zip").file_problems["a01_convolution"]


@pytest.mark.parametrize("kind", [tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE])
def test_devices_in_a_tar_are_refused(tmp_path: Path, read_one: ReadOne, kind: bytes) -> None:
    path = make_tar(tmp_path / "a.tar", "w", (info("convolution.py", type=kind), b""))
    assert "device" in read_one(path).file_problems["a01_convolution"]


def test_a_source_that_inflates_without_end_is_refused_in_little_memory(
    tmp_path: Path, read_one: ReadOne
) -> None:
    with (
        zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("convolution.py", "w") as member,
    ):
        for _ in range(100):
            member.write(bytes(1 << 20))
    tracemalloc.start()
    found = read_one(tmp_path / "a.zip")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "larger than 1 MB" in found.file_problems["a01_convolution"]
    assert peak < 16 << 20


def test_a_declared_size_is_not_believed(tmp_path: Path, read_one: ReadOne) -> None:
    path = make_zip(tmp_path / "a.zip", {"convolution.py": b"#" * (3 << 20)})
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, 10)
    path.write_bytes(bytes(data))
    assert "a01_convolution" in read_one(path).file_problems


def test_a_bomb_beside_the_source_is_never_inflated(tmp_path: Path, read_one: ReadOne) -> None:
    bomb = b"\0" * (64 << 20)
    path = make_zip(tmp_path / "a.zip", {"convolution.py": CODE, "data.bin": bomb, "b.zip": bomb})
    tracemalloc.start()
    assert read_one(path).files == GIVEN
    assert tracemalloc.get_traced_memory()[1] < 8 << 20
    tracemalloc.stop()


def test_a_tar_bomb_is_refused_in_little_memory(tmp_path: Path, read_one: ReadOne) -> None:
    bomb = info("data.bin", size=2 << 30)
    with gzip.open(tmp_path / "a.tar.gz", "wb", compresslevel=1) as file:
        file.write(bomb.tobuf())
        for _ in range(520):
            file.write(bytes(1 << 20))
    tracemalloc.start()
    found = read_one(tmp_path / "a.tar.gz")
    assert tracemalloc.get_traced_memory()[1] < 16 << 20
    tracemalloc.stop()
    assert "512 MB" in str(found.problem)


@pytest.mark.parametrize("kind", [tarfile.GNUTYPE_LONGNAME, tarfile.XHDTYPE, tarfile.XGLTYPE])
def test_a_huge_header_of_a_tar_is_refused_unread(
    tmp_path: Path, read_one: ReadOne, kind: bytes
) -> None:
    header = info("x", type=kind, size=1 << 30).tobuf(tarfile.GNU_FORMAT)
    (tmp_path / "a.tar").write_bytes(header + bytes(1 << 16))
    assert "header" in str(read_one(tmp_path / "a.tar").problem)


def test_too_many_files_are_refused_soon(tmp_path: Path, read_one: ReadOne) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for number in range(60_000):
            archive.writestr(f"junk/{number}.txt", b"")
        archive.writestr("convolution.py", CODE)
    start = time.perf_counter()
    assert "50,000 files" in str(read_one(tmp_path / "a.zip").problem)
    assert time.perf_counter() - start < 5


def test_an_empty_archive_is_a_problem(tmp_path: Path, read_one: ReadOne) -> None:
    assert "is empty" in str(read_one(make_zip(tmp_path / "a.zip", {})).problem)
    assert "is empty" in str(read_one(make_tar(tmp_path / "b.tar", "w")).problem)


def test_the_last_of_two_equal_members_counts(tmp_path: Path, read_one: ReadOne) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("convolution.py", b"old")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("convolution.py", CODE)
    assert read_one(tmp_path / "a.zip").files == GIVEN


def test_a_zip_time_with_a_zone_counts_and_1980_does_not(tmp_path: Path, read_one: ReadOne) -> None:
    member = zipfile.ZipInfo("convolution.py", (2020, 1, 1, 0, 0, 0))
    member.extra = struct.pack("<HHBi", 0x5455, 5, 1, 1_700_000_000)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(member, CODE)
    assert read_one(tmp_path / "a.zip").submitted_at == datetime.fromtimestamp(1.7e9, UTC)
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr(zipfile.ZipInfo("convolution.py"), CODE)
    assert read_one(tmp_path / "b.zip").submitted_at is None


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    folder = tmp_path_factory.mktemp("archives")
    made = [make_zip(folder / "a.zip", {"x/convolution.py": CODE})]
    for kind in ("", "gz", "xz", "bz2"):
        made.append(make_tar(folder / f"a{kind}", f"w:{kind}", (info("convolution.py"), CODE)))
    return [path.read_bytes() for path in made]


@given(data=st.data())
@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_change_of_bytes_gives_members_or_a_sentence(
    data: st.DataObject, archives: list[bytes]
) -> None:
    original = data.draw(st.sampled_from(archives))
    changed = bytearray(original)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, min(len(changed), 1500) - 1))
        changed[at] = data.draw(st.integers(0, 255))
    try:
        members = list_bytes(bytes(changed), "a.zip").members.values()
        for member in members:
            assert len(member.load(100)) <= 100
    except SubmissionError as error:
        assert str(error).isprintable()
