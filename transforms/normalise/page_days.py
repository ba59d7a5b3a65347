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

from transforms.normalise.dates import (
    count_days,
    markup_pattern,
    names_other_day,
    published_on_line,
    spells_no_day,
    tells_a_change,
)
from transforms.normalise.page_data import iso_stamp, nodes_of, published_stamp, read_json, sort_nodes

Element: TypeAlias = lxml_html.HtmlElement

# The bounds are fixed: with its own the library would read the clock, and one page give another day tomorrow.
_EARLIEST, _LATEST = "1850-01-01", "2099-12-31"
_DAY, _STAMP = "%Y-%m-%d", "%Y-%m-%dT%H:%M:%S%z"
_META_KEYS = ("name", "property", "itemprop", "http-equiv")
_VALUES = ("content", "datetime", "title")
_FRAMES = ("html", "body", "article", "main", "section")
_HEADINGS = ("title", "h1", "h2", "h3", "h4", "h5", "h6")
_IN_HEADINGS = ("small", "span", "time")
_OUTER, _STORY = ("html", "body", "main"), ("article", "main")
_PLACE_KEYS = ("class", "id", "role", "itemprop", "itemtype", "aria-label")
# A longer block is prose, and the days it names are those of its story.
_LONGEST_LABEL, _SENTENCE_WORDS = 100, 10


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
    nodes = []
    for element in list(tree.iter("meta", "script")):
        keys = " ".join(element.get(key, "") for key in _META_KEYS)
        if element.tag == "script" and "json" in element.get("type", ""):
            data = read_json(element.text)
            if data is None or "ld+json" not in element.get("type", ""):
                text = element.text if data is None else json.dumps(data)  # the library knows this way of writing only
                SubElement(head, "script", dict(element.attrib)).text = text
            else:
                nodes += list(nodes_of(data))
        elif element.tag == "meta" and not markup_pattern("changed").search(keys):
            _keep_meta(element, keys, head)
        element.drop_tree()
    if stamp := published_stamp(sort_nodes(nodes)):
        SubElement(head, "script", type="application/ld+json").text = json.dumps({"datePublished": stamp})
    return page


def _keep_meta(element: Element, keys: str, head: Element) -> None:
    """Seconds since 1970 and mail dates are rewritten where the key speaks of a day: the library reads neither."""
    content = element.get("content", "")
    if spells_no_day(content):
        return
    kept = SubElement(head, "meta", dict(element.attrib))
    if markup_pattern("dated").search(keys) and (stamp := iso_stamp(content)):
        kept.set("content", stamp)


def _drop_other_days(tree: Element) -> None:
    """Take out what names another day than that of publication: prose, headings, menus, comments, later changes."""
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.getparent() is None:
            continue
        if _is_elsewhere(element):
            element.drop_tree()
        elif element.tag in _FRAMES:
            continue
        elif element.tag in _HEADINGS:
            _keep_labels(element)
        elif _is_prose(element) or _tells_a_change(element):
            element.drop_tree()
        else:
            _drop_change_label(element)
            _drop_partial_days(element)


def _is_elsewhere(element: Element) -> bool:
    """True for comments, lists of other stories, side bars and the foot of a page; never where a headline stands."""
    if element.tag in _OUTER:
        return False
    is_foot = element.tag == "footer" and not any(above.tag in _STORY for above in element.iterancestors())
    cues = " ".join(element.get(key, "") for key in _PLACE_KEYS)
    named = markup_pattern("elsewhere").search(cues)
    if named and "foot" in named.group() and element.find(".//*[@itemprop='datePublished']") is not None:
        return False  # the foot of the article's own head
    return (is_foot or named is not None or element.tag in ("nav", "aside")) and element.find(".//h1") is None


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
    """True for a block with more words than a label has, or with a whole sentence that gives no day of publication."""
    if element.tag not in ("p", "blockquote", "li"):
        return False
    label = _label(element)
    if label is None:
        return True
    is_sentence = label.endswith((".", "!", "?")) and len(label.split()) >= _SENTENCE_WORDS
    return is_sentence and published_on_line(label) is None


def _tells_a_change(element: Element) -> bool:
    """True if an element gives the day of a later change, or of a copy, in its words or by its name; and no other."""
    label = _label(element)
    if label is None or published_on_line(label) is not None:
        return False
    cues = " ".join(element.get(key, "") for key in ("class", "id", "itemprop"))
    if markup_pattern("changed").search(cues) and not markup_pattern("published").search(cues):
        return True
    return count_days(label) == 1 and (tells_a_change(label) or names_other_day(label))


def _drop_change_label(element: Element) -> None:
    """ "<b>Updated:</b> 9 May 2025": the day stands behind the label, as text or as the next element."""
    label = _label(element)
    if label is None or not tells_a_change(label):
        return
    following = element.getnext()
    if count_days(label):  # another day stands in the element as well
        element.text = None
    elif element.tail and count_days(element.tail):
        element.tail = None
    elif following is not None and not (element.tail or "").strip(" \t\r\n:|-–—") and _gives_one_day(following):
        following.drop_tree()


def _gives_one_day(element: Element) -> bool:
    label = _label(element)
    return label is not None and count_days(label) == 1


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
