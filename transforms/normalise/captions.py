"""Captions: apart from the body, counted once though pages print them twice, with credit and the day of the photo."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from transforms.normalise.photo_dates import photo_date
from transforms.normalise.text import squash

_LONGEST_CAPTION = 900
_LONGEST_DOUBTFUL = 420
# A pull quote or a section title may stand twice as well; shorter lines than this are not taken for captions.
_SHORTEST_DOUBLED = 40
_NOT_A_CREDIT = re.compile(r"\b(?:said|says|told|sic|emphasis|laughs|applause|see|editor's note)\b", re.I)
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Caption:
    """The words under a photo without the credit; ``taken_on`` is the day the photo shows, null when not stated."""

    text: str
    credit: str | None
    taken_on: date | None = None


@dataclass(frozen=True)
class _Patterns:
    sure: tuple[re.Pattern[str], ...]
    doubtful: tuple[re.Pattern[str], ...]
    alone: re.Pattern[str]
    lead: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    rules = tomllib.loads((Path(__file__).parent / "captions.toml").read_text(encoding="utf-8"))
    agencies = rules["agencies"]["names"]

    def compiled(patterns: list[str]) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(f"(?:{p.replace('{agencies}', agencies)})$", re.S) for p in patterns)

    credits = rules["credits"]
    sure = [*credits["bracketed"], *credits["parenthesised"], *credits["trailing"]]
    alone = "|".join(re.sub(r"\?P<credit>", "?:", p) for p in rules["alone"]["patterns"])
    return _Patterns(
        compiled([f"(?i:{p})" if "A-Z" not in p else p for p in sure]),
        compiled(credits["doubtful"]),
        re.compile(f"(?:{alone.replace('{agencies}', agencies)})", re.S),
        re.compile(rules["lead"]["pattern"], re.I),
    )


def split_captions(paragraphs: list[str], published_on: date | None) -> tuple[list[str], list[Caption]]:
    """(the other paragraphs, captions in order). A caption ends with a credit, or stands twice in a row."""
    doubled_everywhere = _count_doubles(paragraphs) * 3 > len(paragraphs)
    body: list[str] = []
    captions: list[Caption] = []
    seen: set[str] = set()
    for at, paragraph in enumerate(paragraphs):
        key = _key(paragraph)
        if key in seen:
            continue
        following = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
        doubled = following is not None and _key(following) == key
        text, credit = _split_credit(paragraph, doubled, is_last=following is None)
        if credit is None and not (doubled and len(paragraph) >= _SHORTEST_DOUBLED and not doubled_everywhere):
            body.append(paragraph)
            continue
        seen.add(key)
        captions.append(Caption(text, credit, photo_date(text, published_on)))
    return _drop_adjacent_copies(body), captions


def read_caption(text: str, published_on: date | None) -> Caption:
    """A text known to be a caption (a page's figcaption)."""
    words, credit = _split_credit(text, doubled=True, is_last=False)
    return Caption(words or text, credit, photo_date(words, published_on))


def _split_credit(paragraph: str, doubled: bool, is_last: bool) -> tuple[str, str | None]:
    patterns, line = _patterns(), squash(paragraph)
    if len(line) > _LONGEST_CAPTION or "\n" in paragraph:
        return paragraph, None
    candidates = patterns.sure
    if doubled or (not is_last and len(line) <= _LONGEST_DOUBTFUL):
        candidates += patterns.doubtful
    for pattern in candidates:
        found = pattern.search(line)
        if found and _is_credit(found.group("credit")) and found.start() >= 10:
            # The squashed line has the same length unless spaces were doubled, so the cut is made by its words.
            kept = _first_words(paragraph, len(line[: found.start()].split()))
            return _without_lead(kept), found.group("credit").strip() or None
    return _without_lead(paragraph) if doubled else paragraph, None


def _is_credit(credit: str) -> bool:
    return len(credit.split()) <= 12 and not _NOT_A_CREDIT.search(credit) and bool(_LETTER.search(credit))


def _first_words(paragraph: str, count: int) -> str:
    words = list(re.finditer(r"\S+", paragraph))
    return paragraph[: words[count - 1].end()].strip() if count else ""


def _without_lead(text: str) -> str:
    found = _patterns().lead.match(text)
    return text[found.end() :] if found and found.end() < len(text) else text


def _key(paragraph: str) -> str:
    """Equal for two prints of one caption: letters and digits only, without a trailing credit in brackets."""
    words = re.sub(r"\s*[\[(][^\[\]()]{1,90}[\])]\.?$", "", squash(paragraph))
    return re.sub(r"\W+", "", words).casefold() or paragraph


def _count_doubles(paragraphs: list[str]) -> int:
    keys = [_key(p) for p in paragraphs]
    return sum(a == b for a, b in zip(keys, keys[1:], strict=False))


def _drop_adjacent_copies(paragraphs: list[str]) -> list[str]:
    kept: list[str] = []
    for paragraph in paragraphs:
        if not kept or _key(kept[-1]) != _key(paragraph):
            kept.append(paragraph)
    return kept
