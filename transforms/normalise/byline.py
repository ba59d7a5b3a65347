"""Byline: who wrote the article, from metadata or from the lines that say so above and below the text."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from transforms.normalise.text import squash

_TOP, _BOTTOM = 6, 4
_LONGEST_LINE = 400
_PARTICLES = "de|da|del|della|di|do|dos|van|von|der|den|la|le|al|el|bin|bint|ibn|ben|abu|ul|y|e|st"
_NAME_WORD = r"(?:[A-Z]\.|[^\W\d_a-z][\w'’.\-]*)"
_NAME = rf"{_NAME_WORD}(?: (?:(?:{_PARTICLES}) )?{_NAME_WORD}){{1,4}}"
_IS_NAME = re.compile(_NAME)
_EMAIL = re.compile(r"\s*[\[(<]?\s*[\w.+-]+@[\w.-]+\.\w+\s*[\])>]?")
_LEAD = re.compile(
    r"^\s*(?:by|from|written by|reported by|story by|text by|words by|author:?|por|par|von|текст|автор)\s*:?\s+", re.I
)
_LETTERS = re.compile(r"[^\W\d_]+")
_MONTH_OR_DAY = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September"
    r"|October|November|December)"
)
_LABEL = r"(?:(?:Last )?(?:Updated|Published|Posted|Modified|UPDATED|PUBLISHED|POSTED|MODIFIED))"
# "March 3", but not June Park.
_DATE = re.compile(rf"{_MONTH_OR_DAY}(?:\s+\d.*)?|{_LABEL}\b.*", re.I)
# Pages run the date or the agency into the name: "Jeff Foust Monday", "ERIC TUCKER Associated Press".
_BEHIND_NAME = re.compile(
    rf"(?<=\w\w)(?:\s+{_MONTH_OR_DAY}\b.*|\s+{_LABEL}\b.*|\s+(?:The )?Associated Press|(?<!\bJr)(?<!\bSr)\.)$"
)
# Where given names are written with a hyphen and a small second half ("Kim Min-jung").
_SMALL_AFTER_HYPHEN = ("KOR", "PRK", "TWN", "HKG", "CHN")


@cache
def _rules() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "bylines.toml").read_text(encoding="utf-8"))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p.replace('{name}', _NAME)})" for p in _rules()[name]["patterns"]))


@cache
def _nobody() -> frozenset[str]:
    return frozenset(name.casefold() for name in _rules()["nobody"]["names"])


def split_byline(paragraphs: list[str], given: str | None, country: str | None) -> tuple[str | None, list[str]]:
    """(byline, paragraphs without byline lines and notes about the author). Null when nobody is named.

    ``country`` (alpha-3) of the publisher decides how a name in capitals is written in small letters.
    """
    byline = clean_byline(given, country)
    dropped: set[int] = set()
    for at, line in _edges(paragraphs):
        found = _pattern("byline").fullmatch(line)
        if found:
            byline = byline or clean_byline(next(filter(None, found.groupdict().values()), None), country)
            dropped.add(at)
        elif _pattern("author_note").fullmatch(line) or _EMAIL.fullmatch(line):
            dropped.add(at)
            if at > 0 and _is_name(paragraphs[at - 1]):
                byline = byline or clean_byline(paragraphs[at - 1], country)
                dropped.add(at - 1)
    if byline is None and len(paragraphs) > 2 and 0 not in dropped and _is_name_over_text(paragraphs):
        byline, dropped = clean_byline(paragraphs[0], country), dropped | {0}
    dropped |= {at for at, line in _edges(paragraphs) if byline and line.casefold() == byline.casefold()}
    return byline, [p for at, p in enumerate(paragraphs) if at not in dropped]


def is_byline(paragraph: str) -> bool:
    """Whether a line names the author and does nothing else."""
    line = squash(paragraph)
    return len(line) <= _LONGEST_LINE and _pattern("byline").fullmatch(line) is not None


def is_name_in_capitals(line: str) -> bool:
    """``SIYABONGA SITHOLE``: how papers print a byline without "By"."""
    return _is_name(line) and line.isupper() and 2 <= len(line.split()) <= 4


def clean_byline(byline: str | None, country: str | None = None) -> str | None:
    """The names of a byline: without "By", addresses and job words; capitals become a name's usual letters."""
    words = _LEAD.sub("", _EMAIL.sub("", " ".join((byline or "").split())))
    names = [name.strip(" ,;|-–—·/") for name in re.split(r"\s*[;,|]\s*(?=[^\W\d_a-z])", words)]
    names = [_BEHIND_NAME.sub("", name) for name in names]
    kept = [_in_usual_letters(name, country) for name in names if name and not _is_nobody(name)]
    kept = list(dict.fromkeys(name for name in kept if any(map(str.isalpha, name))))
    kept = [name for name in kept if not _pattern("job").fullmatch(name)] or kept
    return ", ".join(kept) or None


def _is_nobody(name: str) -> bool:
    folded = name.casefold()
    return folded in _nobody() or folded.endswith("admin") or "http" in folded or _DATE.fullmatch(name) is not None


def _in_usual_letters(name: str, country: str | None) -> str:
    if not name.isupper() or " " not in name:
        return name
    name = _LETTERS.sub(lambda found: found.group() if len(found.group()) <= 1 else found.group().capitalize(), name)
    if country in _SMALL_AFTER_HYPHEN:
        name = re.sub(r"-(\w)", lambda found: "-" + found.group(1).lower(), name)
    return name


def _edges(paragraphs: list[str]) -> list[tuple[int, str]]:
    """Positions and squashed lines at the top and the bottom, where bylines stand; with an address, anywhere."""
    count = len(paragraphs)
    near = [at for at in range(count) if at < _TOP or at >= count - _BOTTOM or _is_short_with_address(paragraphs[at])]
    return [(at, squash(paragraphs[at])) for at in near if len(paragraphs[at]) <= _LONGEST_LINE]


def _is_short_with_address(paragraph: str) -> bool:
    return "@" in paragraph and len(paragraph) <= 120


def _is_name(paragraph: str) -> bool:
    line = squash(paragraph)
    return len(line) <= 50 and _IS_NAME.fullmatch(line) is not None


def _is_name_over_text(paragraphs: list[str]) -> bool:
    """A name in capitals over the story. A name in small letters could as well be a subject or a place."""
    return is_name_in_capitals(squash(paragraphs[0])) and len(paragraphs[1]) > 80
