"""Days on a page that are not its day of publication, and forms of that day that few pages use."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import polars as pl
import pytest

from transforms.ingest.rows import RAW_SCHEMA
from transforms.normalise import normalise
from transforms.normalise.dates import date_of_url, month_of_url
from transforms.normalise.pages import read_page

STORY = "".join(
    f"<p>Witness {word} told the harbour police at some length what could be seen from the pier that foggy morning."
    " Nobody else was there.</p>"
    for word in ("one", "two", "three", "four")
)
FIRST = date(2023, 4, 18)
OTHER = "<time datetime='2025-07-30T10:00:00Z'>30 July 2025</time>"


def page(head: str = "", label: str = "", below: str = "") -> str:
    article = f"<article><h1>Ferries collide</h1>{label}{STORY}</article>"
    return f"<html><head><title>Ferries collide</title>{head}</head><body>{article}{below}</body></html>"


def json_ld(value: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def day_of(html: str) -> date | None:
    return read_page(html, None).day.on(None)


ELSEWHERE = [
    "<section class='comments'><div>{}</div></section>",
    "<div id='comments'><ol><li>Jo on {}: good</li></ol></div>",
    "<div id='disqus_thread'>{}</div>",
    "<section aria-label='Comments'>{}</section>",
    "<ol class='comment-list'><li class='comment'>{}</li></ol>",
    "<div class='related-posts'><a href='/b'>Trains stop</a> {}</div>",
    "<div class='sidebar'>{}</div>",
    "<div role='complementary'>{}</div>",
    "<section class='most-read'>{}</section>",
    "<footer>Page made on {}</footer>",
    "<div class='site-footer'>{}</div>",
]
CHANGES = [
    "<time datetime='2025-07-30'>Updated 30 July 2025</time>",
    "<p>Updated 30 July 2025</p>",
    "<p>By Ada Obi, last updated July 30, 2025</p>",
    "<div><span>Updated:</span> <time datetime='2025-07-30'>30 July 2025</time></div>",
    "<div>By Ada Obi <b>Last modified</b> <span>30 July 2025</span></div>",
    "<p>Page generated on 30 July 2025</p>",
    "<p>Printed 30 July 2025</p>",
]


@pytest.mark.parametrize("block", [block.format(OTHER) for block in ELSEWHERE] + CHANGES)
def test_the_day_of_another_thing_is_not_that_of_the_article(block: str) -> None:
    assert day_of(page(label=block) if block in CHANGES else page(below=block)) is None
    label = "<p class='date'>18 April 2023</p>"
    assert day_of(page(label=label + (block if block in CHANGES else ""), below=block)) == FIRST


@pytest.mark.parametrize(
    "label",
    [
        "<footer class='entry-meta'>Posted on 18 April 2023</footer>",
        "<div class='footer'><time itemprop='datePublished' datetime='2023-04-18'>18 April</time></div>",
        "<div class='content-with-sidebar'><p>Published: 18 April 2023</p></div>",
        "<p>Updated 30 July 2025. Published 18 April 2023</p>",
        "<p class='has-comments'><time datetime='2023-04-18'>18 April 2023</time></p>",
    ],
)
def test_the_article_s_own_label_counts_wherever_it_stands(label: str) -> None:
    assert day_of(page(label=label)) == FIRST


ARTICLE = {"@type": "NewsArticle", "datePublished": "2023-04-18T09:00:00+02:00"}


@pytest.mark.parametrize(
    "value",
    [
        {"@graph": [{"@type": "WebPage", "datePublished": "2019-01-01"}, ARTICLE]},
        {"@graph": [{"@type": "Organization", "datePublished": "2018-05-05"}, {"@type": "WebSite"}, ARTICLE]},
        [{"@type": "VideoObject", "datePublished": "2020-02-02"}, ARTICLE],
        {"@type": "WebPage", "datePublished": "2019-01-01", "mainEntity": ARTICLE},
        {"@type": "ReportageNewsArticle", "datePublished": "April 18, 2023"},
        {"@type": "BlogPosting", "datePublished": "Tue, 18 Apr 2023 09:00:00 GMT"},
        {"@type": ["Article"], "datePublished": 1681808400},
        {"@type": "Article", "datePublished": "1681808400000"},
        {"@type": "Article", "datePublished": {"@value": "2023-04-18"}},
        {"@type": "WebPage", "datePublished": "2023-04-18"},
    ],
)
def test_structured_data_give_the_day_of_the_article(value: Any) -> None:
    assert day_of(page(json_ld(value))) == FIRST


@pytest.mark.parametrize("value", ["1681808400", "Tue, 18 Apr 2023 09:00:00 GMT", "2023-04-18 09:00:00"])
def test_a_meta_tag_gives_the_day_in_other_forms(value: str) -> None:
    assert day_of(page(f'<meta property="article:published_time" content="{value}">')) == FIRST


@pytest.mark.parametrize(
    ("url", "day", "month"),
    [
        ("https://a.example/2023/04/18-things-to-know", None, date(2023, 4, 1)),
        ("https://a.example/2023/04/18_reasons", None, date(2023, 4, 1)),
        ("https://a.example/world/202304/ferries-collide", None, date(2023, 4, 1)),
        ("https://a.example/2023/04/18/ferries-collide", FIRST, None),
        ("https://a.example/2023/04/18.html", FIRST, None),
        ("https://a.example/2023-04-18-ferries", FIRST, None),
        ("https://a.example/world/202399/ferries", None, None),
    ],
)
def test_an_address_gives_a_day_or_a_month(url: str, day: date | None, month: date | None) -> None:
    assert date_of_url(url) == day
    if day is None:
        assert month_of_url(url) == month


def row_of(latest: date, **fields: Any) -> dict[str, Any]:
    record = {"record_id": "r", "source_path": "a", "record_no": 0, "raw_hash": "h", **fields}
    raw = pl.DataFrame([record], schema=RAW_SCHEMA)
    [row] = normalise(raw, latest=latest).documents.to_dicts()
    return row


@pytest.mark.parametrize(
    "fields",
    [
        {"html": page('<meta property="article:published_time" content="2023-04-18">')},
        {"text": "Ferries collide\n\nPublished: 18 April 2023\n\n" + "The ferry was brought back by two tugs. " * 5},
        {"text": "The ferry was brought back by two tugs. " * 5, "url": "https://a.example/2023/04/18/ferries"},
        {"text": "The ferry was brought back by two tugs. " * 5, "published_on": FIRST, "published_basis": "manifest"},
        {"text": "OSLO, April 18, 2023 (Harbour Wire) -- " + "The ferry was brought back by two tugs. " * 5},
    ],
)
def test_no_day_lies_after_the_last_possible_one(fields: dict[str, Any]) -> None:
    assert row_of(FIRST, **fields)["published_on"] == FIRST
    late = row_of(date(2023, 3, 1), **fields)
    assert (late["published_on"], late["published_month"], late["published_basis"]) == (None, None, "none")


def test_a_change_alone_is_no_day_of_publication() -> None:
    text = "Ferries collide\n\nUpdated: 30 July 2025\n\n" + "The ferry was brought back by two tugs. " * 5
    assert row_of(date.max, text=text)["published_on"] is None
    row = row_of(date.max, text=text, url="https://a.example/202304/ferries")
    assert (row["published_on"], row["published_month"]) == (None, date(2023, 4, 1))
    assert "2025" not in row["text"]
