"""Byline: who wrote the article, from metadata or from the lines that say so above and below the text."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from transforms.normalise.text import squash

_TOP, _BOTTOM = 6, 4
_PARTICLES = "de|da|del|della|di|do|dos|van|von|der|den|la|le|al|el|bin|bint|ibn|ben|abu|ul|y|e|st"
_NAME_WORD = r"(?:[A-Z]\.|[^\W\d_a-z][\w'’.\-]*)"
_NAME = rf"{_NAME_WORD}(?: (?:(?:{_PARTICLES}) )?{_NAME_WORD}){{1,4}}"
_IS_NAME = re.compile(_NAME)
_EMAIL = re.compile(r"\s*[\[(<]?\s*[\w.+-]+@[\w.-]+\.\w+\s*[\])>]?")
_LEAD = re.compile(r"^\s*(?:by|from|written by|reported by|story by|text by|words by)\b\s*:?\s*", re.I)


@cache
def _rules() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "bylines.toml").read_text(encoding="utf-8"))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p.replace('{name}', _NAME)})" for p in _rules()[name]["patterns"]))


def split_byline(paragraphs: list[str], given: str | None) -> tuple[str | None, list[str]]:
    """(byline, paragraphs without byline lines and notes about the author). Null when nobody is named."""
    byline = clean_byline(given)
    dropped: set[int] = set()
    for at, line in _edges(paragraphs):
        found = _pattern("byline").fullmatch(line)
        if found:
            byline = byline or clean_byline(next(filter(None, found.groupdict().values()), None))
            dropped.add(at)
        elif _pattern("author_note").fullmatch(line):
            dropped.add(at)
            if at > 0 and _is_name(paragraphs[at - 1]):
                byline = byline or clean_byline(paragraphs[at - 1])
                dropped.add(at - 1)
    if byline is None and len(paragraphs) > 2 and 0 not in dropped and _is_name_over_text(paragraphs):
        byline, dropped = clean_byline(paragraphs[0]), dropped | {0}
    return byline, [p for at, p in enumerate(paragraphs) if at not in dropped]


def clean_byline(byline: str | None) -> str | None:
    """The names of a byline: without "By", addresses and doubled spaces; capitals become a name's usual letters."""
    words = _LEAD.sub("", _EMAIL.sub("", " ".join((byline or "").split()))).strip(" ,;|-–—·/")
    if not any(map(str.isalpha, words)) or words.startswith(("http:", "https:", "www.")):
        return None
    return re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)?", _capitalise, words) if words.isupper() and " " in words else words


def _capitalise(word: re.Match[str]) -> str:
    return word.group() if len(word.group()) <= 2 else word.group().capitalize()


def _edges(paragraphs: list[str]) -> list[tuple[int, str]]:
    """Positions and squashed lines at the top and the bottom, where bylines stand."""
    count = len(paragraphs)
    near = [at for at in range(count) if at < _TOP or at >= count - _BOTTOM]
    return [(at, squash(paragraphs[at])) for at in near if len(paragraphs[at]) <= 400]


def _is_name(paragraph: str) -> bool:
    line = squash(paragraph)
    return len(line) <= 50 and _IS_NAME.fullmatch(line) is not None


def _is_name_over_text(paragraphs: list[str]) -> bool:
    """A name in capitals over the story. A name in small letters could as well be a subject or a place."""
    line = squash(paragraphs[0])
    return _is_name(line) and line.isupper() and len(line.split()) <= 4 and len(paragraphs[1]) > 80
