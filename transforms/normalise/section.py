"""Section: the path a page prints above its article ("Home > Opinion > Columns")."""

from __future__ import annotations

import re

_SEPARATOR = r"\s*(?:>+|»|›|→|::| / )\s*"
_ROOT = (
    r"(?:home(?:\s?page)?|main|front\s?page|start|top|news home"
    r"|accueil|inicio|portada|início|startseite|start|главная|anasayfa|beranda|trang chủ)"
)
_LONGEST_SECTION = 80
_BREADCRUMB = re.compile(rf"(?:you are here\s*:?\s*)?{_ROOT}((?:{_SEPARATOR}[^>»›→|/]{{2,40}}){{1,5}})", re.I)
# Without the root: "News > World > Asia". Two short steps could as well be a relation ("A > B"), so at least two words
# that begin with a capital, and nothing else on the line.
_BARE = re.compile(r"[A-Z][\w&' -]{2,24}(?:\s*[>»›]\s*[A-Z][\w&' -]{2,24}){1,3}")
# "News | Conflict": how Al Jazeera and others print it. With other first words a "|" stands between anything.
_TAGGED = re.compile(
    r"(?:News|World|Economy|Business|Politics|Opinion|Features?|Sports?|Culture|Science|Technology|Health|Analysis)"
    r"\s*\|\s*[A-Z][\w&' -]{2,24}"
)
_STEP = re.compile(_SEPARATOR)


def section_of_line(line: str) -> str | None:
    """``Home > Opinion > Columns`` → ``Opinion > Columns``; null for a line that is no breadcrumb."""
    line = line.strip()
    found = _BREADCRUMB.fullmatch(line) if len(line) <= 160 else None
    if _TAGGED.fullmatch(line):
        return " > ".join(step.strip() for step in line.split("|"))
    if not found and not _BARE.fullmatch(line):
        return None
    steps = [step.strip() for step in _STEP.split(found.group(1) if found else line) if step.strip()]
    return " > ".join(steps) or None


def clean_section(section: str | None) -> str | None:
    """A section given by metadata in the same notation, without the root."""
    if not section or len(section) > _LONGEST_SECTION or re.search(r",\S|,.*,", section):
        return None
    steps = [step.strip() for step in re.split(r"[>»›→]| - ", section) if step.strip()]
    steps = [step for at, step in enumerate(steps) if step not in steps[:at]]
    if steps and re.fullmatch(_ROOT, steps[0], re.I):
        steps = steps[1:]
    return " > ".join(steps) or None
