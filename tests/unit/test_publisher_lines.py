"""Every rule file of a publisher has lines that it takes out and lines that it leaves (publisher_lines.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from transforms.normalise import rules
from transforms.normalise.boilerplate import strip_boilerplate
from transforms.normalise.publisher import domains_of

PUBLISHERS = tomllib.loads(Path(__file__).with_name("publisher_lines.toml").read_text("utf-8"))["publishers"]
# Long enough that what follows may end an article.
BEFORE = (
    "The harbour council signed a ferry pact with three neighbouring ports on Tuesday, after two years of talks. " * 5
)
AFTER = "Deliveries of the new ships begin in May, and the first line opens in June, according to the council."


def lines(kind: str) -> list[tuple[str, str]]:
    return [(publisher["host"], line) for publisher in PUBLISHERS for line in publisher.get(kind, [])]


def left_of(host: str, line: str) -> list[str]:
    """The paragraphs that are left of an article in which the line stands."""
    kept, _ = strip_boilerplate([BEFORE, line, AFTER], rules.rules_for(host), frozenset())
    return kept


@pytest.mark.parametrize(("host", "line"), lines("dropped"))
def test_a_line_of_the_page_is_taken_out(host: str, line: str) -> None:
    assert left_of(host, line) == [BEFORE, AFTER]


@pytest.mark.parametrize(("host", "line"), lines("ends"))
def test_a_line_that_ends_the_article_takes_the_rest_along(host: str, line: str) -> None:
    assert left_of(host, line) == [BEFORE]


@pytest.mark.parametrize(("host", "line"), lines("kept"))
def test_a_sentence_like_it_stays(host: str, line: str) -> None:
    assert left_of(host, line) == [BEFORE, line, AFTER]


def test_every_file_of_rules_has_lines() -> None:
    named = {domain for publisher in PUBLISHERS for domain in domains_of(publisher["host"])}
    assert rules._rule_files() - {"_default"} <= named


@pytest.mark.parametrize("publisher", PUBLISHERS, ids=lambda publisher: publisher["host"])
def test_every_publisher_has_a_look_alike_that_stays(publisher: dict[str, list[str]]) -> None:
    assert publisher["kept"]
