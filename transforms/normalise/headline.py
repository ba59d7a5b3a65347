"""Headline: what metadata says, else a line of the text that can be nothing else; printed twice, counted once."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from transforms.normalise.byline import is_byline, is_name_in_capitals
from transforms.normalise.captions import has_credit
from transforms.normalise.publisher import publisher_of_line
from transforms.normalise.text import squash

_LONGEST = 220
# How far down a dump the headline may stand, below menus that no rule knows yet.
_TOP = 12
_LONGEST_MENU_LINE = 100
# A longer first line in small letters is a lead sentence without its full stop.
_MOST_WORDS, _MOST_WORDS_SMALL = 32, 22
_ENDS_A_SENTENCE = re.compile(r"""[.:;,]['"”’)]?$|\.\.\.$|…$""")
_SENTENCE_INSIDE = re.compile(r"""[a-z)][.!]['"”’]? ["“‘']?[A-Z]""")
# "TEHRAN— In ...", "MALMO, March 4 - The ...", "SEOUL, South Korea (AP) — ..."
_DATELINE = re.compile(
    r"^[A-Z][A-Z.'’ /-]{2,30}(?:,\s*[A-Z][\w. ]{1,24})?(?:,?\s*[A-Z][a-z]{2,8}\.? \d{1,2}(?:,? \d{4})?)?"
    r"(?:,?\s*\([^)]{2,30}\))?\s*[–—-]{1,2}\s*[\"“A-Z]"
)
_SITE_SUFFIX = re.compile(r"\s+[|•·–—-]\s+((?:(?!\s[|•·–—-]\s).){2,60})$")
_SITE_PREFIX = re.compile(r"^([^|:•·–—]{2,60}(?:\|[^|:]{2,60})?)\s*(?::|[|•·–—-]\s)\s*")
_SITE_SIGNS = ("|", "•", "·", "«", "»", "‹", "›", "⁄")
_SMALL_WORD = 3
_WORD = re.compile(r"[^\W_]+")


def split_headline(paragraphs: list[str], given: str | None, url: str | None) -> tuple[str | None, list[str]]:
    """(headline, paragraphs without any print of it near the top). Null when the text begins with its story."""
    headline = clean_headline(given) or _find_headline(paragraphs, url)
    if headline is None:
        return None, paragraphs
    key = _key(headline)
    prints = [at for at, p in enumerate(paragraphs[:_TOP]) if _key(p) == key]
    above = [p for p in paragraphs[: prints[0] if prints else 0] if _belongs_above(p)]
    return headline, above + [p for at, p in enumerate(paragraphs) if at > (prints or [-1])[0] and at not in prints]


def _belongs_above(paragraph: str) -> bool:
    """Above its headline an article has at most a photo, its author and a lead; all else there is a menu."""
    if has_credit(paragraph) or is_byline(paragraph) or is_name_in_capitals(squash(paragraph)):
        return True
    return len(paragraph) > _LONGEST_MENU_LINE or bool(_ENDS_A_SENTENCE.search(paragraph.strip()))


def clean_headline(headline: str | None) -> str | None:
    """A headline on one line; null when it has no word."""
    words = " ".join((headline or "").split())
    return words if _WORD.search(words) else None


def without_site_name(title: str | None, names: list[str | None]) -> str | None:
    """A page title without the publisher's name beside it (``Title | The Paper``, ``The Paper: Title``)."""
    known = {_key(name) for name in names if name}
    for pattern in (_SITE_SUFFIX, _SITE_PREFIX):
        found = pattern.search(title or "")
        if title and found and _names_site(_key(found.group(1)), known):
            title = (title[: found.start()] + title[found.end() :]).strip()
    return title


def whole_title(title: str | None, page_title: str, names: list[str | None]) -> str | None:
    """The page's whole title where the library took its last part for the site's name and it is none.

    ``Port reopens - three ships wait`` has no site name; ``Port reopens after the storm - Harbour Post`` has one.
    """
    page_title = " ".join(page_title.split())
    if not title or not page_title.startswith(title) or page_title == title:
        return title
    sign, _, tail = page_title[len(title) :].strip().partition(" ")
    known = {_key(name).replace(" ", "") for name in names if name}
    is_site = any(_key(tail).replace(" ", "") in name for name in known) or publisher_of_line(tail) is not None
    is_site = is_site or sign in _SITE_SIGNS or (_is_name_like(tail) and not _is_name_like(title))
    return title if is_site or "." in tail else page_title


def _is_name_like(part: str) -> bool:
    """True if all words but the smallest begin with a capital."""
    return all(word[0].isupper() or len(word) <= _SMALL_WORD for word in _WORD.findall(part))


def _names_site(part: str, known: set[str]) -> bool:
    """``BBC`` of "BBC News" or the other way round; a headline that only begins with the paper's name stays."""
    return any(
        part == name or part in name.split(" com")[0] or (name in part and len(name) * 2 > len(part)) for name in known
    )


def _find_headline(paragraphs: list[str], url: str | None) -> str | None:
    top = paragraphs[:_TOP]
    keys = [_key(p) for p in top]
    for at, paragraph in enumerate(top):
        printed_twice = keys.count(keys[at]) > 1 and at < _TOP // 2
        if printed_twice and _may_be_headline(paragraph) and not _reads_as_sentence(paragraph):
            return " ".join(paragraph.split())
    for paragraph in top[:_TOP]:
        if _may_be_headline(paragraph) and not _reads_as_sentence(paragraph) and _is_slug(paragraph, url):
            return " ".join(paragraph.split())
    if len(top) >= 2 and _is_title_over_text(top[0], top[1]):
        return " ".join(top[0].split())
    return None


def _may_be_headline(paragraph: str) -> bool:
    if len(paragraph) > _LONGEST or "\n" in paragraph or len(_WORD.findall(paragraph)) < 3:
        return False
    return not has_credit(paragraph) and not is_byline(paragraph)


def _reads_as_sentence(paragraph: str) -> bool:
    line = paragraph.strip()
    return bool(_ENDS_A_SENTENCE.search(line) or _SENTENCE_INSIDE.search(line) or _DATELINE.match(line))


def _is_slug(paragraph: str, url: str | None) -> bool:
    """Whether a step of the address spells the paragraph, as most publishers' addresses do."""
    if not url:
        return False
    words = {w.casefold() for w in _WORD.findall(squash(paragraph))}
    for step in [unquote(step) for step in urlsplit(url).path.split("/") if step][-3:]:
        slug = {w.casefold() for w in _WORD.findall(step) if not w.isdigit()}
        common = len(words & slug)
        if len(slug) >= 3 and common >= 0.75 * len(slug) and common >= 0.5 * len(words):
            return True
    return False


def _is_title_over_text(first: str, second: str) -> bool:
    """A first line that ends like no sentence, over a longer paragraph that begins the story."""
    words = _WORD.findall(first)
    in_title_case = sum(word[0].isupper() or word[0].isdigit() for word in words) * 3 > len(words) * 2
    return (
        _may_be_headline(first)
        and 4 <= len(words) <= (_MOST_WORDS if in_title_case else _MOST_WORDS_SMALL)
        and not _reads_as_sentence(first)
        and len(second) > len(first)
        # A bar of menu words is written like a title; only the story itself shows that it was one.
        and (
            not in_title_case or len(second) > _LONGEST_MENU_LINE or _ENDS_A_SENTENCE.search(second.strip()) is not None
        )
        and first[:1] not in "\"'“‘–—-•*"
    )


def _key(text: str) -> str:
    return " ".join(_WORD.findall(squash(text))).casefold()
