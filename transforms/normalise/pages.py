"""HTML pages: article text and metadata through trafilatura, captions from the page's figures."""

from __future__ import annotations

import logging
import re
from configparser import ConfigParser
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urlsplit

import trafilatura
from lxml import html as lxml_html
from lxml.etree import LxmlError
from trafilatura.settings import Document, use_config
from trafilatura.utils import load_html

from transforms.normalise.headline import clean_headline, whole_title, without_site_name
from transforms.normalise.page_authors import read_authors
from transforms.normalise.page_days import PageDay, read_page_day
from transforms.normalise.page_frames import mend_frames
from transforms.normalise.publisher import host_of

# Its messages are about single pages and say less than our own rejected rows.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

_SHORTEST_CAPTION, _LONGEST_CAPTION = 20, 600
_ELSEWHERE = ("a", "aside", "nav", "footer", "li")
_OTHER_FIGURES = re.compile(
    r"\b(?:type-video|video|promo|related|recommend\w*|breaking-news|newsletter|teaser)\b", re.I
)
# Galleries count their pictures in front of the caption: "1of4A shopper ...".
_PICTURE_NUMBER = re.compile(r"^\d{1,2} ?(?:of|/) ?\d{1,2}\s*")
# The parser compares every attribute of a tag with all others: 100,000 of them take minutes.
_LONG_TAG = re.compile(r"<([a-zA-Z][\w:-]*)[^<>]{65536,}>")
_NO_SECTIONS = ("front page", "home", "homepage", "uncategorized", "uncategorised", "news", "articles", "general")
_CREDIT_ELEMENTS = (
    "descendant::*[contains(@class, 'credit') or contains(@class, 'copyright') or contains(@class, 'byline') "
    "or contains(@class, 'attribution') or contains(@itemprop, 'copyrightHolder')]"
)
_CREDIT_LEAD = re.compile(
    r"^(?:(?:photo(?:graph)?|image|picture|credit|photo credit|image credit)s?\s*(?:by\b|:)\s*)+", re.I
)


@dataclass(frozen=True)
class Page:
    """What a page holds; ``text`` has one paragraph a line and is null when the library finds no article."""

    text: str | None = None
    headline: str | None = None
    byline: str | None = None
    publisher: str | None = None
    section: str | None = None
    url: str | None = None
    day: PageDay = field(default_factory=PageDay)
    captions: list[tuple[str, str | None]] = field(default_factory=list)


def read_page(html: str, url: str | None) -> Page:
    """Article and metadata of a page; its day does not depend on today's."""
    try:
        html = _LONG_TAG.sub(r"<\1>", html)
        tree = load_html(html)
        if tree is None:
            return Page()
        day = _day(deepcopy(tree))
        title, marked = tree.findtext(".//title") or "", read_authors(tree)
        mend_frames(tree)
        found = trafilatura.bare_extraction(
            tree,
            url=url,
            with_metadata=True,
            include_comments=False,
            date_extraction_params={"extensive_search": False, "max_date": "1995-01-01"},  # read below
            config=_config(),
        )
    except (LxmlError, ValueError, AttributeError, TypeError, RecursionError):
        return Page()
    if not isinstance(found, Document):
        return Page()
    categories = list(found.categories or [])
    names = [found.sitename, host_of(found.url or url), found.hostname]
    return Page(
        text=found.text or None,
        headline=clean_headline(without_site_name(whole_title(found.title, title, names), names)),
        byline=marked.choose(found.author, found.sitename),
        publisher=_site_name(found.sitename),
        section=_section(categories, found.hostname),
        url=_address(found.url),
        day=day,
        captions=_figure_captions(html),
    )


def _day(tree: lxml_html.HtmlElement) -> PageDay:
    try:
        return read_page_day(tree)
    except (LxmlError, ValueError, OverflowError):
        return PageDay()


@cache
def _config() -> ConfigParser:
    """Below 250 characters the library would take the bare text of the whole page; short notices are articles too."""
    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "100")
    return config


def _site_name(site: str | None) -> str | None:
    """Where a page does not name its site, the library gives its domain: no name, so null."""
    name = re.split(r"\s+[|•]\s+", site.strip().lstrip("@"))[0] if site else ""
    return name if name and (" " in name or "." not in name) else None


def _address(url: str | None) -> str | None:
    return url if url and urlsplit(url).path.strip("/") else None


def _section(categories: list[str], host: str | None) -> str | None:
    """One category is a section; several are keywords. A paper's own domain or start page is neither."""
    if len(categories) != 1 or categories[0].casefold() in {(host or "").casefold(), *_NO_SECTIONS}:
        return None
    return categories[0].strip() or None


def _figure_captions(html: str) -> list[tuple[str, str | None]]:
    """(text, credit) of the page's figcaptions, each once, in page order.

    A caption within a link belongs to another story; so does one in a side bar, menu, footer or video list, and on
    pages that mark their article one outside of it.
    """
    if "<figcaption" not in html:
        return []
    try:
        tree = lxml_html.fromstring(html.encode("utf-8", "replace"), parser=lxml_html.HTMLParser(encoding="utf-8"))
    except (LxmlError, ValueError):
        return []
    found: dict[str, str | None] = {}
    framed = tree.find(".//article") is not None or tree.find(".//main") is not None
    for element in tree.iter("figcaption"):
        if _belongs_to_article(element, framed):
            text, credit = _caption_and_credit(element)
            if _SHORTEST_CAPTION <= len(text) <= _LONGEST_CAPTION:
                found.setdefault(text, credit)
    return list(found.items())


def _belongs_to_article(figcaption: lxml_html.HtmlElement, framed: bool) -> bool:
    above = list(figcaption.iterancestors())
    if any(element.tag in _ELSEWHERE or _OTHER_FIGURES.search(element.get("class") or "") for element in above[:-2]):
        return False
    return not framed or any(element.tag in ("article", "main") for element in above)


def _caption_and_credit(figcaption: lxml_html.HtmlElement) -> tuple[str, str | None]:
    """Many pages mark the credit by an element of its own; elsewhere it is the end of the text."""
    credits = []
    for element in figcaption.xpath(_CREDIT_ELEMENTS):
        credits.append(" ".join(element.text_content().split()))
        element.drop_tree()
    text = _PICTURE_NUMBER.sub("", " ".join(figcaption.text_content().split()))
    credit = _CREDIT_LEAD.sub("", " / ".join(dict.fromkeys(filter(None, credits)))).strip(" ()[]|") or None
    return text, credit
