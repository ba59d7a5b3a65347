"""Captions: apart from the body, counted once though pages print them twice, with credit and the day of the photo."""

from __future__ import annotations

import itertools
import re
import tomllib
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from functools import cache, lru_cache
from pathlib import Path

from transforms.normalise.photo_dates import photo_date
from transforms.normalise.text import squash

_LONGEST_CAPTION = 900
_LONGEST_DOUBTFUL = 420
_SHORTEST_CAPTION = 10
# A pull quote or a section title may stand twice as well; shorter lines than this are not taken for captions.
_SHORTEST_DOUBLED = 40
_LONGEST_UNMARKED = 250
_SAME_CAPTION = 0.95
_NOT_A_CREDIT = re.compile(
    r"\b(?:said|says|told|sic|emphasis|laughs|applause|see|editor's note|use of|rights|materials?|reserved)\b", re.I
)
_MOST_CREDIT_WORDS = 12
# "[PRUL.L]" is how Reuters writes a share, not who took a photo.
_SHARE = re.compile(r"[A-Z0-9]{1,6}\.[A-Z]{1,3}")
_LETTER = re.compile(r"[^\W\d_]")
_ENDS_A_SENTENCE = re.compile(r"""[.!?…]["'”’)]?$""")


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
    alone: tuple[re.Pattern[str], ...]
    lead: re.Pattern[str]
    terms: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    rules = tomllib.loads((Path(__file__).parent / "captions.toml").read_text(encoding="utf-8"))
    names = {form for name in rules["agencies"]["names"] for form in (name, name.upper())}
    agencies = f"(?:{'|'.join(map(re.escape, sorted(names, key=lambda n: (-len(n), n))))})"

    def compiled(patterns: list[str], end: str = "$") -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(f"(?:{p.replace('{agency}', agencies)}){end}", re.S) for p in patterns)

    credits = rules["credits"]
    return _Patterns(
        sure=compiled([*credits["bracketed"], *credits["parenthesised"], *credits["trailing"]]),
        doubtful=compiled(credits["doubtful"]),
        alone=compiled(rules["alone"]["patterns"]),
        lead=re.compile(rules["lead"]["pattern"], re.I),
        terms=re.compile(rules["terms"]["pattern"], re.I),
    )


def split_captions(paragraphs: list[str], published_on: date | None) -> tuple[list[str], list[Caption]]:
    """(the other paragraphs, captions in order). A caption ends with a credit, or stands twice in a row, or stands
    over a line that is a credit. A text printed twice line by line has no captions by that alone."""
    all_twice = _count_doubles(paragraphs) * 3 > len(paragraphs)
    body: list[str] = []
    captions: list[Caption] = []
    seen: set[str] = set()
    last_was_caption = False
    for at, paragraph in enumerate(paragraphs):
        key = _key(paragraph)
        if key in seen:
            continue
        following = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
        is_double = following is not None and _key(following) == key and not all_twice
        if credit := _credit_alone(paragraph):
            _attach_credit(credit, body, captions, last_was_caption, published_on)
            continue
        text, credit = _split_credit(paragraph, is_double, is_last=following is None)
        if following and is_double and credit is None:  # one of the two prints may lack the credit
            credit = _split_credit(following, is_double, is_last=False)[1]
        if credit and any(_is_near_copy(key, other) for other in seen):
            continue
        last_was_caption = bool(credit) or (is_double and bool(body) and _may_be_caption(paragraph))
        if last_was_caption:
            seen.add(key)
            captions.append(Caption(text, credit, photo_date(text, published_on)))
        else:
            body.append(paragraph)
    return _drop_copies(body), captions


def _may_be_caption(paragraph: str) -> bool:
    """A paragraph printed twice without a credit: short ones are titles, quotes are pulled out of the story. (The
    first of a text is a lead that the page prints above and in its story; the caller keeps it.)"""
    return len(paragraph) >= _SHORTEST_DOUBLED and '"' not in squash(paragraph)


def read_caption(text: str, credit: str | None, published_on: date | None) -> Caption | None:
    """A text known to be a caption (a page's figcaption); null when it is nothing but a credit."""
    if _credit_alone(text):
        return None
    words, found = (text, credit) if credit else _split_credit(text, is_double=True, is_last=False)
    return Caption(words, found, photo_date(words, published_on)) if words else None


def has_credit(paragraph: str) -> bool:
    """Whether a paragraph surely is a caption by the credit at its end."""
    return _split_credit(paragraph, is_double=False, is_last=True)[1] is not None


def _credit_alone(paragraph: str) -> str | None:
    line = squash(paragraph)
    if len(line) > 120:
        return None
    found = next((f for p in _patterns().alone if (f := p.fullmatch(line))), None)
    return found.group("credit").strip() if found and _is_credit(found.group("credit")) else None


def _attach_credit(
    credit: str, body: list[str], captions: list[Caption], after_caption: bool, published_on: date | None
) -> None:
    """Give a credit line to the caption above it: one already known, or a short line that ends like no sentence."""
    if after_caption:
        if captions[-1].credit is None:
            captions[-1] = replace(captions[-1], credit=credit)
    elif body and _SHORTEST_CAPTION <= len(body[-1]) <= _LONGEST_UNMARKED:
        twice = len(body) > 1 and _key(body[-2]) == _key(body[-1])
        if twice or not _ENDS_A_SENTENCE.search(body[-1]):
            text = body.pop()
            if twice:
                body.pop()
            captions.append(Caption(text, credit, photo_date(text, published_on)))


@lru_cache(maxsize=256)
def _split_credit(paragraph: str, is_double: bool, is_last: bool) -> tuple[str, str | None]:
    """(caption text, credit), or (the paragraph, null)."""
    patterns, line = _patterns(), squash(paragraph)
    if len(line) > _LONGEST_CAPTION or "\n" in paragraph:
        return paragraph, None
    candidates = patterns.sure
    if is_double or (not is_last and len(line) <= _LONGEST_DOUBTFUL):
        candidates += patterns.doubtful
    for pattern in candidates:
        found = pattern.search(line)
        if found and _is_credit(found.group("credit")) and found.start() >= _SHORTEST_CAPTION:
            # Squashing keeps the number of words, so the cut in the original is made by counting them.
            kept = _first_words(paragraph, len(line[: found.start()].split()))
            return _without_lead(patterns.terms.sub("", kept)), found.group("credit").strip() or None
    return _without_lead(paragraph) if is_double else paragraph, None


def _is_credit(credit: str) -> bool:
    few_words = len(credit.split()) <= _MOST_CREDIT_WORDS
    other = _NOT_A_CREDIT.search(credit) or _SHARE.fullmatch(credit)
    return few_words and not other and _LETTER.search(credit) is not None


def _first_words(paragraph: str, count: int) -> str:
    words = list(re.finditer(r"\S+", paragraph))
    return paragraph[: words[count - 1].end()].strip() if count else ""


def _without_lead(text: str) -> str:
    found = _patterns().lead.match(text)
    return text[found.end() :] if found and found.end() < len(text) else text


@lru_cache(maxsize=1 << 10)
def _key(paragraph: str) -> str:
    """Equal for two prints of one caption: letters and digits only, without a trailing credit in brackets."""
    words = re.sub(r"\s*[\[(][^\[\]()]{1,90}[\])]\.?$", "", squash(paragraph))
    return re.sub(r"\W+", "", words).casefold() or paragraph


def _is_near_copy(key: str, other: str) -> bool:
    """Two prints of one caption that differ by a corrected letter."""
    if abs(len(key) - len(other)) * 20 > len(key):
        return False
    matcher = SequenceMatcher(None, key, other, autojunk=False)
    return matcher.quick_ratio() >= _SAME_CAPTION and matcher.ratio() >= _SAME_CAPTION


def _count_doubles(paragraphs: list[str]) -> int:
    keys = [_key(p) for p in paragraphs]
    return sum(a == b for a, b in itertools.pairwise(keys))


def _drop_copies(paragraphs: list[str]) -> list[str]:
    """Without paragraphs printed twice: the same in a row, or a long one again further down (a pull quote)."""
    kept: list[str] = []
    long: set[str] = set()
    for paragraph in paragraphs:
        key = _key(paragraph)
        if (kept and _key(kept[-1]) == key) or key in long:
            continue
        kept.append(paragraph)
        if len(paragraph) >= 2 * _SHORTEST_DOUBLED:
            long.add(key)
    return kept
