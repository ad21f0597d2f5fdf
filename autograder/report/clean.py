"""Making text from submissions safe to show: terminal, Markdown, CSV, logs of a CI service.

HTML needs nothing here: the templates escape everything. Each function takes any string, and
none of them raises.
"""

from __future__ import annotations

import re

# Escape sequences: CSI, OSC up to its end or the line's, DCS and friends, two-character ones.
_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b\]|\x9d)[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[PX^_][^\x1b\x9c\n]*(?:\x1b\\|\x9c)?"
    r"|\x1b[ -/]*[0-~]"
)
_NEW_LINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# C0 (but for the new line), DEL, C1; marks and overrides of writing direction; characters of no
# width that hide text; tags; noncharacters. Joiners stay: names in several scripts need them.
_UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)
# Marks on one letter beyond the fourth: no script needs them, and they cover the lines around.
_MARKS = (
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
_STACKED = re.compile(f"({_MARKS}{{4}}){_MARKS}+")
_SURROGATES = re.compile("[\ud800-\udfff]")
_COMMAND = re.compile(r"^(\s*)(?=::)")
_HASHES = re.compile(r"##(?=[A-Za-z]*\[)")
_FORMULA = re.compile("\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20]")  # also the full-width forms


def plain(text: str) -> str:
    """Text without control sequences, direction overrides or hidden characters; keeps new lines."""
    text = _ESCAPES.sub("", text)
    text = _NEW_LINES.sub("\n", text).replace("\t", "    ")
    text = _STACKED.sub(r"\1", _UNSEEN.sub("", text))
    return _SURROGATES.sub("\ufffd", text)


def one_line(text: str, limit: int = 300) -> str:
    """Plain text on one line, at most `limit` characters long."""
    text = " ".join(plain(text).split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def block(text: str, limit: int = 2000) -> str:
    """Plain text on several lines; where it is longer than `limit`, its middle is left out."""
    text = plain(text).strip("\n")
    if len(text) <= limit:
        return text
    half = limit // 2
    left_out = f"{len(text) - 2 * half:,}"
    return f"{text[:half]}\n… {left_out} characters left out …\n{text[-half:]}"


def ci_safe(line: str) -> str:
    """The line, changed where a CI service would read a command in it (`::error`, `##[group]`)."""
    return _HASHES.sub("# #", _COMMAND.sub(r"\1\\", line))


def csv_text(text: str) -> str:
    """Text for one cell, with an apostrophe before what a spreadsheet would compute."""
    shown = one_line(text, 2000)
    # The raw text decides too: a leading tab or return is gone from `shown`.
    risky = _FORMULA.match(shown) or text.startswith(("\t", "\r"))
    return f"'{shown}" if risky else shown


_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;"}
_MARKUP = re.compile(r"[\\`*_\[\](){}~$!#^\"']|:(?=[\w/])|(?<=[wW]{3})\.")
_LINKED = re.compile(r"@(?=\S)|\\#(?=\w)|(?i:https?|ftp|mailto|xmpp)\\:|(?i:www)(?=\\\.)")
_LINE_START = re.compile(r"^([-+=]|\d{1,9}(?=[.)]))")


def markdown_escape(text: str, limit: int = 2000) -> str:
    """One line of GitHub's Markdown that shows the text and means nothing.

    A space without width breaks mentions, issue numbers and addresses: GitHub looks for them after
    it has taken the backslashes away.
    """
    text = one_line(text, limit)
    marked = _LINE_START.match(text)
    text = re.sub(r"[&<>|]", lambda found: _ENTITIES[found[0]], _MARKUP.sub(r"\\\g<0>", text))
    if marked:
        mark = marked[1]
        text = f"\\{text}" if mark in "-+=" else text.replace(mark, f"{mark}\\", 1)
    text = text.replace("&\\#124;", "&#124;")
    return _LINKED.sub("\\g<0>\u200b", text)


def code_span(text: str) -> str:
    """Inline Markdown code that no backtick in the text can leave. Not for table cells."""
    text = one_line(text) or " "
    ticks = "`" * (_longest_run(text) + 1)
    return f"{ticks} {text} {ticks}" if "`" in text else f"{ticks}{text}{ticks}"


def code_fence(text: str) -> str:
    """A fenced Markdown block that no fence in the text can close."""
    ticks = "`" * max(3, _longest_run(text) + 1)
    return f"{ticks}text\n{text}\n{ticks}"


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)
