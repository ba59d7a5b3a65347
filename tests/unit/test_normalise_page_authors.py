"""Who wrote a page: names in its structured data and its label; papers and job titles are no authors."""

from __future__ import annotations

import json
from typing import Any

import pytest

from transforms.normalise.byline import clean_byline, split_byline
from transforms.normalise.pages import read_page

STORY = "".join(
    f"<p>Witness {word} told the harbour police at some length what could be seen from the pier that morning.</p>"
    for word in ("one", "two", "three", "four")
)


def byline_of(head: str = "", label: str = "") -> str | None:
    article = f"<article><h1>Ferries collide</h1>{label}{STORY}</article>"
    page = read_page(f"<html><head><title>Ferries collide</title>{head}</head><body>{article}</body></html>", None)
    return clean_byline(page.byline)


ADA, JUAN = {"@type": "Person", "name": "Ada Obi"}, {"@type": "Person", "name": "Juan Rey"}


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ([ADA, JUAN], "Ada Obi, Juan Rey"),
        (["Ada Obi", "Juan Rey", "Li Wei"], "Ada Obi, Juan Rey, Li Wei"),
        ("Ada Obi and Juan Rey", "Ada Obi, Juan Rey"),
        ({"@type": "Person", "name": ["Ada Obi", "Juan Rey"]}, "Ada Obi, Juan Rey"),
        ([{"@id": "#ada"}, JUAN], "Zoe Ada Obi, Juan Rey"),
        ([ADA, {"@type": "Organization", "name": "Harbour Wire"}], "Ada Obi"),
        ({"@type": "NewsMediaOrganization", "name": "Harbour Post"}, None),
        ({"name": "ADA OBI, Africa Editor"}, "Ada Obi"),
        ([{"@type": "Person", "name": "https://a.example/ada"}], None),
    ],
)
def test_structured_data_name_the_authors(author: Any, names: str | None) -> None:
    graph = [{"@type": "NewsArticle", "author": author}, {"@type": "Person", "@id": "#ada", "name": "Zoe Ada Obi"}]
    data = json.dumps({"@graph": graph})
    assert byline_of(f'<script type="application/ld+json">{data}</script>') == names


@pytest.mark.parametrize(
    ("label", "names"),
    [
        (
            "<p class='byline'>By Ada Obi, Juan Rey and Li Wei | Harbour Ledger | 6 Nov 2025</p>",
            "Ada Obi, Juan Rey, Li Wei",
        ),
        ("<div class='author'>Words by ADA OBI, Africa Correspondent</div>", "Ada Obi"),
        ("<span class='byline'>By Ada Obi, Senior Political Reporter</span>", "Ada Obi"),
        ("<p class='byline'>Ada Obi | The Ledger</p>", "Ada Obi"),
        ("<p class='byline'>By Ada Editor</p>", "Ada Editor"),
        ("<p class='byline'>By Our Correspondent</p>", "Our Correspondent"),
    ],
)
def test_a_label_names_the_authors(label: str, names: str) -> None:
    assert byline_of(label=label) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Obi and Li Wei | Harbour Ledger", "Ada Obi and Li Wei"),
        ("ADA OBI, Europe Correspondent", "Ada Obi"),
        ("Ada Obi, Chief Political Correspondent", "Ada Obi"),
        ("By Ada Obi | Staff Writer | Harbour Ledger", "Ada Obi"),
    ],
)
def test_a_line_names_the_authors(line: str, names: str) -> None:
    story = ["The ferry was brought back to the quay by two tugs, and nobody on board was hurt at all.", "It rained."]
    assert split_byline([line, *story], None, None) == (names, story)
