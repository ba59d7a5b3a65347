"""The annotated news under tests/gold: every quote stands in its passage, codes and dates are well formed."""

from __future__ import annotations

import copy

import pytest

from tests.gold.check import FOLDER, Row, find_problems, is_kept_apart, read


@pytest.fixture(scope="module")
def passages() -> list[Row]:
    return read("passages.jsonl")


def test_every_passage_is_annotated_once(passages: list[Row]) -> None:
    assert [row["id"] for row in read("gold.jsonl")] == [passage["id"] for passage in passages]


@pytest.mark.parametrize("name", ["gold.jsonl", "second_readings.jsonl"])
def test_annotations_fit_their_passages(passages: list[Row], name: str) -> None:
    assert list(find_problems(passages, read(name))) == []


def test_a_fifth_is_kept_apart(passages: list[Row]) -> None:
    apart = sum(is_kept_apart(passage["id"]) for passage in passages)
    assert 0.17 < apart / len(passages) < 0.23


def test_the_card_counts_what_is_there(passages: list[Row]) -> None:
    card = (FOLDER / "README.md").read_text(encoding="utf-8")
    gold = read("gold.jsonl")
    assert f"{len(passages):,} passages" in card
    assert f"{sum(len(row['movements']) for row in gold):,} movements" in card


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("trigger", "no such words", "trigger: 'no such words' is not 1 times in sentence"),
        ("type", "VISIT", "type 'VISIT'"),
        ("date", ["2025-11-02", "2025-11-01"], "days run backwards"),
        ("place", {"quote": "Atlantis", "country": None}, "place: 'Atlantis' is not 1 times"),
    ],
)
def test_a_wrong_annotation_is_found(passages: list[Row], field: str, value: object, problem: str) -> None:
    row = copy.deepcopy(next(row for row in read("gold.jsonl") if row["movements"]))
    row["movements"][0][field] = value
    assert any(problem in found for found in find_problems(passages, [row]))
