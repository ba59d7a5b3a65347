"""Headline: what metadata says, else a line of the text that can be nothing else; printed twice, counted once."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from transforms.normalise.text import squash

_LONGEST = 220
# How far down a dump the headline may stand, below menus that no rule knows yet.
_TOP = 12
_STOPS_LIKE_A_SENTENCE = re.compile(r"[.:;,!…]['\"”’)]?$|\.\.\.$")
_SITE_SUFFIX = re.compile(r"\s+[|•·–—-]\s+[^|•·–—]{2,40}$")
_WORD = re.compile(r"[^\W_]+")


def split_headline(paragraphs: list[str], given: str | None, url: str | None) -> tuple[str | None, list[str]]:
    """(headline, paragraphs without any print of it). Null when the text begins with its story."""
    headline = clean_headline(given) or _find_headline(paragraphs, url)
    if headline is None:
        return None, paragraphs
    key = _key(headline)
    top = [p for p in paragraphs[:_TOP] if _key(p) != key]
    return headline, top + paragraphs[_TOP:]


def clean_headline(headline: str | None) -> str | None:
    """A headline on one line; null when it has no word."""
    words = " ".join((headline or "").split())
    return words if _WORD.search(words) else None


def without_site_name(title: str | None, site: str | None) -> str | None:
    """A page title without the publisher's name behind it: ``Title | The Paper`` → ``Title``."""
    found = _SITE_SUFFIX.search(title or "")
    if title and found and site and _key(site) in _key(found.group()) + _key(site[:0]):
        return title[: found.start()].strip()
    return title


def _find_headline(paragraphs: list[str], url: str | None) -> str | None:
    top = paragraphs[:_TOP]
    keys = [_key(p) for p in top]
    for at, paragraph in enumerate(top):
        if _looks_like_headline(paragraph) and (keys.count(keys[at]) > 1 or _is_slug(keys[at], paragraph, url)):
            return " ".join(paragraph.split())
    if len(top) >= 2 and _is_title_over_text(top[0], top[1]):
        return " ".join(top[0].split())
    return None


def _looks_like_headline(paragraph: str) -> bool:
    return len(paragraph) <= _LONGEST and len(_WORD.findall(paragraph)) >= 3 and "\n" not in paragraph


def _is_slug(key: str, paragraph: str, url: str | None) -> bool:
    """Whether the last step of the address spells the paragraph, as most publishers' addresses do."""
    if not url:
        return False
    steps = [unquote(step) for step in urlsplit(url).path.split("/") if step]
    words = {w.casefold() for w in _WORD.findall(squash(paragraph))}
    for step in steps[-3:]:
        slug = {w.casefold() for w in _WORD.findall(step) if not w.isdigit()}
        if len(slug) >= 3 and len(words & slug) >= 0.75 * len(slug) and len(words & slug) >= 0.5 * len(words):
            return True
    return False


def _is_title_over_text(first: str, second: str) -> bool:
    """A first line that ends like no sentence, over a paragraph that begins the story."""
    return (
        _looks_like_headline(first)
        and len(_WORD.findall(first)) >= 4
        and not _STOPS_LIKE_A_SENTENCE.search(first.strip())
        and len(second) > len(first)
        and first[:1] not in "\"'“‘("
    )


def _key(text: str) -> str:
    return " ".join(_WORD.findall(squash(text))).casefold()
