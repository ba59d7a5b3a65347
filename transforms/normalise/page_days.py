"""The day a page was first published: htmldate reads it, once what speaks of later changes is taken out of the page."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import TypeAlias
from zoneinfo import ZoneInfo

import pycountry
from babel.core import get_global
from htmldate import find_date
from lxml import html as lxml_html
from lxml.etree import SubElement

from transforms.normalise.dates import markup_pattern, published_on_line, spells_no_day

Element: TypeAlias = lxml_html.HtmlElement

# The bounds are fixed: with its own the library would read the clock, and one page give another day tomorrow.
_EARLIEST, _LATEST = "1850-01-01", "2099-12-31"
_DAY, _STAMP = "%Y-%m-%d", "%Y-%m-%dT%H:%M:%S%z"
_META_KEYS = ("name", "property", "itemprop", "http-equiv")
_VALUES = ("content", "datetime", "title")
_FRAMES = ("html", "body", "article", "main", "section")
_HEADINGS = ("title", "h1", "h2", "h3", "h4", "h5", "h6")
_IN_HEADINGS = ("small", "span", "time")
# A longer block is prose, and the days it names are those of its story.
_LONGEST_LABEL = 100


@dataclass(frozen=True)
class PageDay:
    """``stamp``: when the page's metadata say it was first published; ``shown``: the day its visible part gives."""

    stamp: datetime | None = None
    shown: date | None = None

    def on(self, country: str | None) -> date | None:
        """The day in the publisher's time. Metadata in UTC give way to the day shown to readers in ``country``."""
        if self.stamp is None or self.shown is None:
            return self.stamp.date() if self.stamp else self.shown
        is_its_day = _is_utc(self.stamp) and self.shown in _days_of(self.stamp, country)
        return self.shown if is_its_day else self.stamp.date()


def read_page_day(tree: Element) -> PageDay:
    """When a page was first published. The tree is taken apart; pass a copy if it is needed again."""
    metadata = _take_metadata(tree)
    _drop_other_days(tree)
    found = _find(metadata, form=_STAMP)
    stamp = datetime.fromisoformat(found) if found else None
    return PageDay(stamp, _shown_day(tree) if stamp is None or _is_utc(stamp) else None)


def _is_utc(stamp: datetime) -> bool:
    return stamp.utcoffset() == timedelta(0)


def _shown_day(tree: Element) -> date | None:
    """The day on the visible page. Out of a bare year or month the wide search makes a first day: that is no day."""
    if day := _stated_day(tree) or _day(_find(tree)):
        return day
    day = _day(_find(tree, wide=True))
    return day if day and day.day > 1 else None


def _find(tree: Element, wide: bool = False, form: str = _DAY) -> str | None:
    return find_date(
        tree,
        extensive_search=wide,
        original_date=True,
        outputformat=form,
        url="",
        min_date=_EARLIEST,
        max_date=_LATEST,
    )


def _day(found: str | None) -> date | None:
    return date.fromisoformat(found) if found else None


def _take_metadata(tree: Element) -> Element:
    """Move the metadata that may tell the first day into a page of their own; those of later changes are dropped."""
    page = lxml_html.Element("html")
    head = SubElement(page, "head")
    SubElement(page, "body")
    for element in list(tree.iter("meta", "script")):
        keys = " ".join(element.get(key, "") for key in _META_KEYS)
        is_data = element.tag == "meta" or "json" in element.get("type", "")
        if is_data and not markup_pattern("changed").search(keys) and not spells_no_day(element.get("content", "")):
            kept = SubElement(head, element.tag, dict(element.attrib))
            kept.text = _plain_json(element.text) if element.tag == "script" else None
        element.drop_tree()
    return page


def _plain_json(text: str | None) -> str | None:
    """The library knows one way of writing JSON only."""
    try:
        return json.dumps(json.loads(text or ""))
    except ValueError:
        return text


def _drop_other_days(tree: Element) -> None:
    """Take out what names another day than that of publication: prose, headings, menus, labels of later changes."""
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.getparent() is None or element.tag in _FRAMES:
            continue
        if element.tag in _HEADINGS:
            _keep_labels(element)
        elif element.tag in ("nav", "aside") or _is_prose(element) or _tells_a_change(element):
            element.drop_tree()
        else:
            _drop_partial_days(element)


def _keep_labels(heading: Element) -> None:
    """The words of a heading go, a label in it ("<small>6 May 2025</small>") stays."""
    heading.text = None
    for child in list(heading):
        child.tail = None
        if child.tag not in _IN_HEADINGS:
            child.drop_tree()


def _label(element: Element) -> str | None:
    """The words of an element, null when there are too many for a label."""
    words = " ".join(element.text_content().split())
    return words if len(words) <= _LONGEST_LABEL else None


def _is_prose(element: Element) -> bool:
    return element.tag in ("p", "blockquote", "li") and _label(element) is None


def _tells_a_change(element: Element) -> bool:
    cues = " ".join(element.get(key, "") for key in ("class", "id", "itemprop"))
    if not markup_pattern("changed").search(cues) or markup_pattern("published").search(cues):
        return False
    label = _label(element)
    return label is not None and published_on_line(label) is None


def _drop_partial_days(element: Element) -> None:
    for key in _VALUES:
        if spells_no_day(element.get(key, "")):
            del element.attrib[key]
    if element.text and spells_no_day(element.text):
        element.text = None


def _stated_day(tree: Element) -> date | None:
    """The day of the first label that says "published", in its words or in its markup."""
    for element in tree.iter("p", "div", "span", "time", "li", "small", "em", "i", "b", "strong", "td", "abbr"):
        if element.get("itemprop") == "datePublished" and (day := _marked_day(element)):
            return day
        if (label := _label(element)) and (day := published_on_line(label)):
            return day
    return None


def _marked_day(element: Element) -> date | None:
    page = lxml_html.Element("html")
    SubElement(
        SubElement(page, "head"), "meta", name="date", content=element.get("content") or element.get("datetime", "")
    )
    return _day(_find(page))


def _days_of(instant: datetime, country: str | None) -> set[date]:
    """The days it can be at an instant: in the zones of a country (alpha-3), or anywhere if that is unknown."""
    return {instant.astimezone(ZoneInfo(zone)).date() for zone in _zones(country)}


@cache
def _zones(country: str | None) -> tuple[str, ...]:
    found = pycountry.countries.get(alpha_3=country) if country else None
    if found is None:
        return ("Pacific/Honolulu", "Pacific/Auckland")
    zones = get_global("zone_territories")
    return tuple(zone for zone, territory in zones.items() if territory == found.alpha_2) or ("UTC",)
