"""HTML pages: article text and metadata through trafilatura, captions from the page's figures."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

import trafilatura
from lxml import html as lxml_html
from lxml.etree import LxmlError

from transforms.ingest.fields import parse_date
from transforms.normalise.headline import clean_headline, without_site_name

# Its messages are about single pages and say less than our own rejected rows.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

_LONGEST_CAPTION = 600


@dataclass(frozen=True)
class Page:
    """What a page holds; ``text`` has one paragraph a line and is null when the library finds no article."""

    text: str | None = None
    headline: str | None = None
    byline: str | None = None
    publisher: str | None = None
    section: str | None = None
    url: str | None = None
    published_on: date | None = None
    captions: list[str] = field(default_factory=list)


def read_page(html: str, url: str | None) -> Page:
    """Article and metadata of a page. Dates come from its metadata only: no guessing from its text, never today's."""
    try:
        found = trafilatura.bare_extraction(
            html, url=url, with_metadata=True, include_comments=False, date_extraction_params={"extensive_search": False}
        )
    except (LxmlError, ValueError, AttributeError, TypeError, RecursionError):
        return Page()
    if found is None:
        return Page()
    categories = list(found.categories or [])
    return Page(
        text=found.text or None,
        headline=clean_headline(without_site_name(found.title, found.sitename)),
        byline=_author(found.author, found.sitename),
        publisher=_site_name(found.sitename),
        section=categories[0] if len(categories) == 1 else None,
        url=_address(found.url),
        published_on=parse_date(found.date),
        captions=_figure_captions(html),
    )


def _author(author: str | None, site: str | None) -> str | None:
    """trafilatura joins authors with "; "; a page that names its own site as author names nobody."""
    names = [name.strip() for name in (author or "").split(";") if name.strip()]
    names = [name for name in dict.fromkeys(names) if name.casefold() != (site or "").casefold()]
    return ", ".join(names) or None


def _site_name(site: str | None) -> str | None:
    """Where a page does not name its site, the library gives its domain: no name, so null."""
    return None if not site or ("." in site and " " not in site) else site.strip().lstrip("@") or None


def _address(url: str | None) -> str | None:
    return url if url and urlsplit(url).path.strip("/") else None


def _figure_captions(html: str) -> list[str]:
    """Texts of figcaption elements, each once, in page order."""
    if "<figcaption" not in html:
        return []
    try:
        tree = lxml_html.fromstring(html.encode("utf-8", "replace"), parser=lxml_html.HTMLParser(encoding="utf-8"))
    except (LxmlError, ValueError):
        return []
    texts = (" ".join(element.text_content().split()) for element in tree.iter("figcaption"))
    return list(dict.fromkeys(text for text in texts if 20 <= len(text) <= _LONGEST_CAPTION))
