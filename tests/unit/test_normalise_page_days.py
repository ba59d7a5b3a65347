"""A page is dated by its first publication, in every way in which pages write both days."""

from __future__ import annotations

from datetime import date

import pytest

from transforms.normalise.pages import read_page

STORY = "".join(
    f"<p>Paragraph {word} tells at some length what the council of the port decided, and why it took two years.</p>"
    for word in ("one", "two", "three", "four")
)
FIRST, CHANGED = "2024-11-05T08:15:00+01:00", "2025-11-09T17:40:00+01:00"
PUBLISHED, MODIFIED = f'"datePublished": "{FIRST}"', f'"dateModified": "{CHANGED}"'
NEWS = '"@type": "NewsArticle", "headline": "Pier approved"'


def json_ld(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


def meta(key: str, value: str, attribute: str = "property") -> str:
    return f'<meta {attribute}="{key}" content="{value}">'


def page(head: str = "", label: str = "", below: str = "") -> str:
    return (
        f"<!doctype html><html lang='en'><head><title>Pier approved | Harbour Post</title>{head}</head><body>"
        f"<nav><span class='date'>Nov. 30, 2026</span></nav><article><h1>Pier approved</h1>{label}{STORY}{below}"
        "</article><aside><ul><li><a href='/b'>Ferries stop</a> <time datetime='2019-02-03'>Feb. 3, 2019</time></li>"
        "</ul></aside><footer>© 2026 Harbour Post</footer></body></html>"
    )


BOTH_DAYS = {
    "json-ld": page(json_ld(f"{{{NEWS}, {MODIFIED}, {PUBLISHED}}}")),
    "json-ld, other spacing": page(json_ld(f'{{{NEWS}, "datePublished" : "{FIRST}","dateModified" : "{CHANGED}"}}')),
    "json-ld in a graph": page(json_ld(f'{{"@graph": [{{"@type": "WebSite"}}, {{{NEWS}, {PUBLISHED}, {MODIFIED}}}]}}')),
    "json-ld in a list": page(json_ld(f'[{{"@type": "BreadcrumbList"}}, {{{NEWS}, {MODIFIED}, {PUBLISHED}}}]')),
    "json-ld of two types": page(json_ld(f'{{"@type": ["Article", "Report"], {MODIFIED}, {PUBLISHED}}}')),
    "article times": page(meta("article:published_time", FIRST) + meta("article:modified_time", CHANGED)),
    "article times, changed first": page(
        meta("article:modified_time", CHANGED) + meta("article:published_time", FIRST)
    ),
    "json-ld beside a changed time": page(meta("og:updated_time", CHANGED) + json_ld(f"{{{NEWS}, {PUBLISHED}}}")),
    "og time beside a label": page(meta("og:updated_time", CHANGED), "<p>Posted on November 5, 2024 by Jo Lind</p>"),
    "og time beside a label in a box": page(
        meta("og:updated_time", CHANGED), "<div><div><span>Published:</span> <b>5 November 2024, 08:15</b></div></div>"
    ),
    "microdata": page(
        "",
        f"<i itemprop='dateModified' content='{CHANGED}'></i><i itemprop='datePublished' content='{FIRST}'></i>",
    ),
    "microdata in the head": page(meta("dateModified", CHANGED, "itemprop") + meta("datePublished", FIRST, "itemprop")),
    "two times": page(
        "", f"<p>By Jo Lind</p><time datetime='{FIRST}'>5 Nov</time><time datetime='{CHANGED}'>9 Nov</time>"
    ),
    "two times, changed first": page(
        "", f"<time datetime='{CHANGED}'>9 Nov</time> / <time datetime='{FIRST}'>5 Nov</time>"
    ),
    "wordpress": page(
        "",
        f"<time class='entry-date published' datetime='{FIRST}'></time><i class='updated'>Nov. 9, 2025</i>",
    ),
    "wordpress, changed first": page(
        "", f"<time class='updated' datetime='{CHANGED}'>y</time><time class='entry-date' datetime='{FIRST}'>x</time>"
    ),
    "one line": page("", "<p class='meta'>Published Nov 5, 2024 8:15 AM — Updated Nov 9, 2025 5:40 PM</p>"),
    "one line, changed first": page(
        "", "<div class='meta'>Last updated: 9 Nov 2025, 17:40 | Published: 5 Nov 2024</div>"
    ),
    "dublin core": page(meta("dcterms.modified", CHANGED, "name") + meta("dcterms.created", FIRST, "name")),
    "names of a paper's own": page(meta("last-modified", CHANGED, "http-equiv") + meta("pubdate", FIRST, "name")),
    "changed class and a lone label": page(
        "", "<p class='last-updated'>9 November 2025</p><p class='pub-date'>5 November 2024</p>"
    ),
}


@pytest.mark.parametrize("form", BOTH_DAYS)
def test_the_first_day_counts(form: str) -> None:
    assert read_page(BOTH_DAYS[form], None).day.on(None) == date(2024, 11, 5)


@pytest.mark.parametrize(
    ("html", "country", "day"),
    [
        # As written: 23:30 in New York is the next day in Greenwich.
        (page(meta("article:published_time", "2024-11-05T23:30:00-05:00")), "USA", date(2024, 11, 5)),
        (page(meta("article:published_time", "2024-11-06T00:30:00+09:00")), "KOR", date(2024, 11, 6)),
        # In Greenwich time, with the day that readers see.
        (
            page(meta("article:published_time", "2024-11-06T03:10:00Z"), "<time>Nov. 5, 2024</time>"),
            "USA",
            date(2024, 11, 5),
        ),
        (
            page(meta("article:published_time", "2024-11-05T22:10:00Z"), "<p class='date'>6 November 2024</p>"),
            "JPN",
            date(2024, 11, 6),
        ),
        (
            page(meta("article:published_time", "2024-11-06T03:10:00Z"), "<p class='date'>5 November 2024</p>"),
            None,
            date(2024, 11, 5),
        ),
        # It cannot have been that day there: the label is of another thing.
        (
            page(meta("article:published_time", "2024-11-06T12:10:00Z"), "<p class='date'>5 November 2024</p>"),
            "DEU",
            date(2024, 11, 6),
        ),
        (
            page(meta("article:published_time", "2024-11-06T12:10:00Z"), "<p class='date'>1 March 2021</p>"),
            "DEU",
            date(2024, 11, 6),
        ),
    ],
)
def test_no_day_is_off_by_a_time_zone(html: str, country: str | None, day: date) -> None:
    assert read_page(html, None).day.on(country) == day


@pytest.mark.parametrize(
    "html",
    [
        page(),
        page(
            "",
            "<p>The war that began on 24 February 2022 has closed the port, and nobody knows for how long.</p>",
        ),
        page("", "<h2>What the flood of 3 May 2021 destroyed</h2>"),
        page(meta("date", "2024-11", "name")),
        page("", "<time datetime='2024-11'>November 2024</time>"),
        page(meta("article:published_time", "2024")),
    ],
)
def test_a_day_that_no_page_gives_stays_unknown(html: str) -> None:
    assert read_page(html, None).day.on(None) is None


def test_the_first_of_a_month_is_a_day_like_others() -> None:
    assert read_page(page("", "<p>Posted on November 1, 2024</p>"), None).day.on(None) == date(2024, 11, 1)
