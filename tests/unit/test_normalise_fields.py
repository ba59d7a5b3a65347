"""The fields of a document one by one."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from transforms.normalise.byline import clean_byline
from transforms.normalise.dates import date_of_line, date_of_url
from transforms.normalise.headline import without_site_name
from transforms.normalise.language import clean_language, detect_language
from transforms.normalise.photo_dates import photo_date
from transforms.normalise.publisher import find_publisher
from transforms.normalise.section import clean_section, section_of_line
from transforms.normalise.text import clean_text


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://h.example/news/2025-05-06/opinion/a-title/123", date(2025, 5, 6)),
        ("https://h.example/2025/05/06/a-title", date(2025, 5, 6)),
        ("https://h.example/2025/5/6/a-title", date(2025, 5, 6)),
        ("https://h.example/2025/may/06/a-title", date(2025, 5, 6)),
        ("https://h.example/20250506/c.html", date(2025, 5, 6)),
        ("https://h.example/view.php?ud=20250506000597", date(2025, 5, 6)),
        ("https://h.example/article/16/07/2022/a-title", date(2022, 7, 16)),
        ("https://h.example/2025/13/45/a-title", None),
        ("https://h.example/2025/05/a-title", None),
        ("https://h.example/article/3185377/a-title", None),
        ("https://h.example/a-title-20255", None),
        (None, None),
    ],
)
def test_day_in_an_address(url: str | None, day: date | None) -> None:
    assert date_of_url(url) == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published: March 5, 2025 09:30", date(2025, 3, 5)),
        ("Updated : 2025-03-05 18:00", date(2025, 3, 5)),
        ("Posted on 5 March 2025", date(2025, 3, 5)),
        ("Wednesday, March 5, 2025", date(2025, 3, 5)),
        ("5 March 2025, 10:30 GMT", date(2025, 3, 5)),
        ("The pier was opened on March 5, 2025", None),
        ("March 5", None),
    ],
)
def test_day_on_a_line_of_its_own(line: str, day: date | None) -> None:
    assert date_of_line(line) == day


@pytest.mark.parametrize(
    ("caption", "day"),
    [
        ("The mayor speaks in Turku on Feb. 4, 2022.", date(2022, 2, 4)),
        ("The mayor speaks on Oct. 25, the council said on Oct. 26.", date(2025, 10, 25)),
        ("Marking the fire of June 3, 1950, the mayor speaks on Tuesday.", date(2025, 11, 4)),
        ("The mayor at the pier, 4 March 2019", date(2019, 3, 4)),
        ("A poster of the concert on Dec. 12", None),
        ("The mayor in June 2019.", None),
        ("The mayor speaks.", None),
    ],
)
def test_day_of_a_photo(caption: str, day: date | None) -> None:
    assert photo_date(caption, date(2025, 11, 6)) == day


def test_day_without_a_year_needs_the_day_of_publication() -> None:
    assert photo_date("The mayor speaks on Oct. 25.", None) is None
    assert photo_date("The mayor speaks on Dec. 28.", date(2026, 1, 3)) == date(2025, 12, 28)


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("Home > Opinion > Columns", "Opinion > Columns"),
        ("Home » News » World", "News > World"),
        ("News > World > Asia", "News > World > Asia"),
        ("Home | News | Sports | Opinion", None),
        ("He went home > and stayed", None),
        ("Exports > Imports for the first time since the year of the flood, the bank said", None),
    ],
)
def test_section_of_a_breadcrumb(line: str, section: str | None) -> None:
    assert section_of_line(line) == section


def test_section_given_by_metadata() -> None:
    assert clean_section("Home > World") == "World"
    assert clean_section("World") == "World"
    assert clean_section("crime,theft,law-and-order") is None


@pytest.mark.parametrize(
    ("given", "country", "byline"),
    [
        ("By JANE DOE", None, "Jane Doe"),
        ("BY SHIN MIN-HEE [shin@paper.example]", "KOR", "Shin Min-hee"),
        ("MARY-JANE O'NEIL", "GBR", "Mary-Jane O'Neil"),
        ("Admin", None, None),
        ("Jo Lind; Ana Roth", None, "Jo Lind, Ana Roth"),
        ("Jo Lind Monday, March 3", None, "Jo Lind"),
        ("", None, None),
    ],
)
def test_byline(given: str, country: str | None, byline: str | None) -> None:
    assert clean_byline(given, country) == byline


def test_publisher_is_listed_named_by_the_page_or_unknown() -> None:
    assert find_publisher("https://www.bbc.co.uk/news/1", None, "BBC")[:2] == ("BBC News", "GBR")
    assert find_publisher("https://asia.nikkei.com/a", None, None).name == "Nikkei Asia"
    assert find_publisher("https://unheard.example/a", None, "Harbour Post")[:2] == ("Harbour Post", None)
    assert find_publisher("https://unheard.example/a", None, None) == (None, None, None)
    assert find_publisher("https://zeitung.de/a", None, None) == (None, "DEU", "domain")
    assert find_publisher("https://startup.io/a", None, None).country is None
    assert find_publisher(None, "Reuters", None)[:2] == ("Reuters", "GBR")
    assert find_publisher("https://bbc.com/a", "Harbour Post", None).name == "Harbour Post"


def test_language_is_coded_detected_or_unknown() -> None:
    assert [clean_language(x) for x in ("en-US", "eng", "English", "xx?", None)] == ["en", "en", "en", None, None]
    assert detect_language("The council of the port met on Tuesday to decide on the new pier.") == "en"
    assert detect_language("El consejo del puerto se reunió el martes para decidir sobre el muelle.") == "es"
    assert detect_language("12 34 56") is None


def test_site_name_leaves_the_title_only_where_it_stands_beside_it() -> None:
    assert without_site_name("Pier approved | Harbour Post", ["Harbour Post"]) == "Pier approved"
    assert without_site_name("Harbour Post: Pier approved", ["Harbour Post"]) == "Pier approved"
    kept = "The Harbour view on ferries: a city afloat"
    assert without_site_name(kept, ["The Harbour"]) == kept
    assert without_site_name("Pier - a review", ["Harbour Post"]) == "Pier - a review"


def test_signs_are_cleaned_but_kept_where_they_mean_something() -> None:
    dirty = "ﬁsh\u00a0and\u200b chips ½ m² … “ok” ＡＢＣ １\u0007 e\u0301\r\nnext\u2028line"
    [cleaned] = pl.DataFrame({"t": [dirty]}).select(clean_text(pl.col("t")))["t"].to_list()
    assert cleaned == "fish and chips ½ m² … “ok” ABC 1 é\nnext\nline"
