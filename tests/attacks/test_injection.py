"""The attacks of `text/` in one class, and what was written of them, as its readers open it."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest
from corpus import grade_class, lay_out_honest, load_corpus
from markdown_it import MarkdownIt
from rich.cells import cell_len
from rich.console import Console

from autograder.report import terminal_check
from autograder.results import SubmissionResult

OWNED = "owned"
ATTACKS = [attack for attack in load_corpus() if attack.folder.parent.name in ("text", "files")]
FOLDERS = (
    *("=1+1", "+1", "-1+1", "@SUM(1)", "\t=1", "\uff1d1+1", "::error::owned", "##[error]owned"),
    *("\x1b[31mred\x07", "\b\b\b", "new\n::error::owned", "\u202egnp", "\r=1", "{{ 7 * 7 }}"),
    *("[red]x[/red]", "[x](http:x) ![x](http:x) `x` | x", "<b>bold<!--", "'\"><svg onload=x>"),
    *("<img src=x onerror=document.title='owned'>", "<script>document.title='owned'<", "]]>", "%s"),
)

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


@dataclass(frozen=True)
class Graded:
    """A graded class: what was written and what was printed."""

    out: Path
    said: str

    def all(self, pattern: str) -> list[Path]:
        """Files that were written."""
        return sorted(self.out.glob(pattern))


@pytest.fixture(scope="module")
def graded(listener, level, tmp_path_factory: pytest.TempPathFactory) -> Graded:
    """Every attack by text, and honest work in folders of every odd name."""
    folder = tmp_path_factory.mktemp("injection")
    for attack in ATTACKS:
        attack.lay_out(folder / "class" / attack.id, listener.port)
    for number, name in enumerate(FOLDERS):
        broken = f"\n\ndef rescale(x):\n    raise ValueError({name!r})\n"
        lay_out_honest(folder / "class" / name, number, broken)
    code, said = grade_class(folder)
    assert code == 0, said
    return Graded(folder / "out", said)


class Browser:
    """Headless Chromium."""

    def __init__(self, profile: Path) -> None:
        self.profile = profile
        self.program = shutil.which("chromium") or shutil.which("chromium-browser")
        if self.program is None:
            pytest.skip("Chromium is not installed")

    def titles(self, pages: list[Path]) -> dict[str, str]:
        """File name -> title, once each page has been opened and has run what it runs.

        All are opened in frames of one page, whose script reads their titles in the end.
        """
        frames = "".join(f'<iframe src="{page.as_uri()}"></iframe>' for page in pages)
        script = """onload = () => setTimeout(() => {
            const found = [];
            for (let nth = 0; nth < window.length; nth++) found.push(window[nth].document.title);
            document.title = "titles:" + JSON.stringify(found);
        }, 2000)"""
        driver = self.profile / "driver.html"
        driver.write_text(f"<meta charset=utf-8><script>{script}</script><body>{frames}", "utf-8")
        options = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-web-security")
        options += ("--allow-file-access-from-files", "--virtual-time-budget=20000", "--dump-dom")
        options += (f"--user-data-dir={self.profile / 'profile'}", "--disable-dev-shm-usage")
        done = subprocess.run(
            [self.program, *options, driver.as_uri()], capture_output=True, timeout=300
        )
        found = re.search(r"<title>titles:(.*?)</title>", done.stdout.decode("utf-8"), re.DOTALL)
        assert found, done.stderr.decode("utf-8", "replace")[-2000:]
        read = json.loads(found[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
        return {page.name: title for page, title in zip(pages, read, strict=True)}


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    return Browser(tmp_path)


def test_browser_notices_what_runs_and_what_is_fetched(browser: Browser, listener, tmp_path: Path):
    page = tmp_path / "evil.html"
    picture = f"<img src=http://127.0.0.1:{listener.port}/x>"
    page.write_text(f"<title>x</title><script>document.title='{OWNED}'</script>{picture}", "utf-8")
    visits = listener.visits
    assert browser.titles([page]) == {"evil.html": OWNED}
    assert listener.visits > visits


def test_nothing_runs_and_nothing_is_fetched(
    graded: Graded, browser: Browser, listener, tmp_path: Path
):
    """Without the policy in each page, which alone would prevent it."""
    pages = []
    for path in (graded.out / "index.html", *graded.all("feedback/*.html")):
        text = path.read_text(encoding="utf-8")
        bare = re.sub(r"<meta[^>]*Content-Security-Policy[^>]*>", "", text)
        assert bare != text, f"{path.name} has no policy"
        pages.append(tmp_path / path.name)
        pages[-1].write_text(bare, encoding="utf-8")
    visits = listener.visits
    titles = browser.titles(pages)
    assert len(titles) == 1 + len(ATTACKS) + len(FOLDERS)
    assert all(titles.values())
    assert [name for name, title in titles.items() if title == OWNED] == []
    assert listener.visits == visits


def test_no_cell_of_the_marks_is_a_formula(graded: Graded):
    text = (graded.out / "grades.csv").read_bytes().decode()
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len(rows) == 1 + len(ATTACKS) + len(FOLDERS)
    cells = [cell for row in rows for cell in row]
    assert [c for c in cells if re.match(r"\s*[=+@\uff1d\uff0b\uff20-]|[\t\r]", c)] == []
    assert [c for c in cells if re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e]", c)] == []


def assert_plain(text: str, what: str) -> None:
    """Neither a terminal nor a service for continuous integration obeys a line of it."""
    odd = re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]", text)
    assert odd == [], what
    commands = [line for line in text.split("\n") if re.match(r"\s*::|.*##[A-Za-z]*\[", line)]
    assert commands == [], what


def test_terminal_shows_text_alone(graded: Graded):
    assert_plain(graded.said, "grade")
    for path in graded.all("results/*.json"):
        result = msgspec.json.decode(path.read_bytes(), type=SubmissionResult)
        for width in (80, 40):
            file = io.StringIO()
            terminal_check(result, Console(file=file, width=width))
            assert_plain(file.getvalue(), path.name)
            assert max(map(cell_len, file.getvalue().split("\n"))) <= width


def test_markdown_holds_no_html_and_leads_nowhere(graded: Graded):
    reader = MarkdownIt("commonmark", {"html": True}).enable("table")
    pages = graded.all("feedback/*.md")
    assert len(pages) == len(ATTACKS) + len(FOLDERS)
    for path in pages:
        source = path.read_text(encoding="utf-8")
        tokens = [t for token in reader.parse(source) for t in (token, *(token.children or []))]
        found = {t.type for t in tokens} & {"html_block", "html_inline", "link_open", "image"}
        assert found == set(), path.name
        assert sum(t.type == "heading_open" and t.tag == "h1" for t in tokens) == 1, path.name
        assert re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", source) == [], path.name


def test_documents_can_be_read_by_any_reader(graded: Graded):
    for path in graded.all("results/*.json"):
        text = path.read_bytes().decode("utf-8")  # a lone surrogate would be refused
        assert json.loads(text)
        assert "\x1b" not in text
