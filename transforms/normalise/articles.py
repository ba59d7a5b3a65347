"""One raw record to one article: its fields in the order in which they free the body of page furniture."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from transforms.datelines import dateline_at, read_day
from transforms.normalise.boilerplate import strip_boilerplate, without_promotion
from transforms.normalise.byline import clean_byline, split_byline
from transforms.normalise.captions import Caption, read_caption, split_captions
from transforms.normalise.dates import (
    author_on_line,
    date_of_line,
    date_of_url,
    month_of_url,
    tells_a_change,
    year_of_url,
)
from transforms.normalise.headline import clean_headline, split_headline
from transforms.normalise.pages import Page, read_page
from transforms.normalise.publisher import Publisher, find_publisher, host_of, masthead_of_line, publisher_of_line
from transforms.normalise.rules import rules_for
from transforms.normalise.section import clean_section, section_of_line
from transforms.normalise.text import split_lines, split_paragraphs, squash

# Breadcrumbs and lines with the day of publication stand this close to the top or the end of a dump.
_TOP, _BOTTOM = 12, 3
_MASTHEAD = 5
_DATELINES = 4


@dataclass
class Article:
    """The fields of a document before it gets its ids; ``body`` is a list of paragraphs.

    ``published_month`` is the first day of a month that is known although the day is not.
    """

    url: str | None
    publisher: Publisher
    headline: str | None
    byline: str | None
    section: str | None
    published_on: date | None
    published_basis: str
    published_month: date | None = None
    is_machine_translated: bool = False
    body: list[str] = field(default_factory=list)
    captions: list[Caption] = field(default_factory=list)


def read_article(record: dict[str, Any], recurring: frozenset[str], latest: date = date.max) -> Article:
    """The article in a raw record with cleaned ``text`` or ``html``; ``recurring`` are furniture lines of its host.

    A day of publication after ``latest`` is a typing error or the day of something else: it is unknown.
    """
    return _from_page(record, latest) if record["html"] else _from_text(record, recurring, latest)


def _from_page(record: dict[str, Any], latest: date) -> Article:
    """The library has told article from furniture; of the rules for plain text only those on promotion are of use."""
    page = read_page(record["html"], record["url"])
    url = record["url"] or page.url
    article = _begin(record, url, page, latest)
    headline = clean_headline(record["headline"]) or page.headline
    paragraphs = split_lines(page.text or "")
    article.headline, article.body = split_headline(paragraphs, headline, None) if headline else (None, paragraphs)
    _settle_day(article, article.body, latest)
    rules = rules_for(host_of(url))
    article.is_machine_translated = any(rules.translated.fullmatch(squash(p)) for p in paragraphs)
    article.body = without_promotion(article.body, rules)
    country = article.publisher.country
    article.byline = clean_byline(record["byline"], country) or clean_byline(page.byline, country)
    in_body = {squash(paragraph) for paragraph in article.body}
    figures = [(text, credit) for text, credit in page.captions if not rules.drop.fullmatch(squash(text))]
    captions = (read_caption(text, credit, article.published_on) for text, credit in figures)
    article.captions = [caption for caption in captions if caption and squash(caption.text) not in in_body]
    return article


def _from_text(record: dict[str, Any], recurring: frozenset[str], latest: date) -> Article:
    article = _begin(record, record["url"], Page(), latest)
    rules = rules_for(host_of(record["url"]))
    paragraphs = _take_publisher(article, split_paragraphs(record["text"] or ""))
    paragraphs = _take_section(article, paragraphs)
    paragraphs, article.is_machine_translated = strip_boilerplate(paragraphs, rules, recurring)
    paragraphs = _take_date(article, paragraphs, latest)
    article.headline, paragraphs = split_headline(paragraphs, record["headline"], record["url"])
    _settle_day(article, paragraphs, latest)
    paragraphs, article.captions = split_captions(paragraphs, article.published_on)
    article.byline, article.body = split_byline(paragraphs, record["byline"], article.publisher.country)
    return article


def _begin(record: dict[str, Any], url: str | None, page: Page, latest: date) -> Article:
    publisher = find_publisher(url, record["publisher"], page.publisher)
    section = clean_section(record["section"]) or clean_section(page.section)
    dated = ((record["published_on"], "manifest"), (date_of_url(url), "url"), (page.day.on(publisher.country), "page"))
    published_on, basis = next(((day, basis) for day, basis in dated if day and day <= latest), (None, "none"))
    return Article(url, publisher, None, None, section, published_on, basis)


def _take_publisher(article: Article, paragraphs: list[str]) -> list[str]:
    """A masthead leaves the text, and names the publisher where nothing else does."""
    known, host = (article.publisher.name or "").casefold(), host_of(article.url)
    names = {at: publisher_of_line(p) or masthead_of_line(p, host) for at, p in enumerate(paragraphs[:_MASTHEAD])}
    named = next(filter(None, names.values()), None)
    if named and not known:
        article.publisher = find_publisher(article.url, None, named)
    return [p for at, p in enumerate(paragraphs) if not (names.get(at) or (at < _MASTHEAD and p.casefold() == known))]


def _take_section(article: Article, paragraphs: list[str]) -> list[str]:
    for at, paragraph in enumerate(paragraphs[:_TOP]):
        if section := section_of_line(paragraph):
            article.section = article.section or section
            return paragraphs[:at] + paragraphs[at + 1 :]
    return paragraphs


def _take_date(article: Article, paragraphs: list[str], latest: date) -> list[str]:
    """Lines that state the day of publication leave the body; the first one counts when nothing better is known.

    Those of a later change leave it too, and say nothing about the first day.
    """
    kept: list[str] = []
    days: list[date] = []
    for at, paragraph in enumerate(paragraphs):
        line = squash(paragraph)
        near_edge = at < _TOP or at >= len(paragraphs) - _BOTTOM
        day = date_of_line(line) if near_edge else None
        if day is None:
            kept.append(paragraph)
            continue
        if day <= latest and not tells_a_change(line):
            days.append(day)
        kept += filter(None, [author_on_line(line)])
    if article.published_on is None and days:
        article.published_on, article.published_basis = days[0], "byline"
    return kept


def _settle_day(article: Article, paragraphs: list[str], latest: date) -> None:
    """Where nothing better is known, the dateline gives the day, and the address the dateline's year or the month."""
    if article.published_on is not None:
        return
    month = month_of_url(article.url)
    year = month.year if month else year_of_url(article.url)
    for paragraph in paragraphs[:_DATELINES]:
        dateline = dateline_at(paragraph, 0, lambda _: False)
        if dateline and dateline.day and (day := read_day(dateline.day, year)) and day <= latest:
            article.published_on, article.published_basis = day, "dateline"
            return
    if month and month <= latest:
        article.published_month, article.published_basis = month, "url"
