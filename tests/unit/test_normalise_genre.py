"""Genre: by section, web address and label of the headline; a title that only holds such a word tells nothing."""

from __future__ import annotations

import pytest

from transforms.normalise.genre import find_genre


@pytest.mark.parametrize(
    ("url", "section", "headline", "genre", "basis"),
    [
        ("https://www.paper.example/opinion/columns/why-it-matters", None, "Why it matters", "opinion", "url"),
        ("https://sport.paper.example/2025/11/late-goal", None, "Late goal", "sport", "url"),
        (None, "Home > Sport > Football", "Late goal", "sport", "section"),
        ("https://paper.example/world/x", "Opinion", "A quiet war", "opinion", "section"),
        ("https://paper.example/news/x", None, "Explainer: how a veto works", "analysis", "headline"),
        ("https://paper.example/world/live/x", None, "Vote count goes on", "live blog", "url"),
        ("https://paper.example/crime-and-courts/x", None, "Judge rejects appeal", "court report", "url"),
        ("https://paper.example/business/x", None, "Ports reopen", "news", "url"),
    ],
)
def test_a_page_tells_its_genre(
    url: str | None, section: str | None, headline: str | None, genre: str, basis: str
) -> None:
    assert find_genre(url, section, headline) == (genre, basis)


@pytest.mark.parametrize(
    ("url", "section", "headline"),
    [
        ("https://paper.example/a/opinion-polls-show-lead", None, "Opinion polls show lead"),
        (None, None, "Live ammunition found: two held"),
        ("https://paper.example/2025/11/04/sport-minister-resigns", None, "Sport minister resigns"),
        (None, "Province > Town", "Interview panel named"),
        ("http://[broken", None, None),
    ],
)
def test_a_word_in_a_title_is_no_genre(url: str | None, section: str | None, headline: str | None) -> None:
    assert find_genre(url, section, headline) == (None, None)
