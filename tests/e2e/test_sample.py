"""What a careful reader finds in the bundled sample stands in the published warehouse, with its evidence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from warehouse.connect import open_database

pytestmark = pytest.mark.slow

FACTS = json.loads((Path(__file__).parent / "sample_expected.json").read_text(encoding="utf-8"))


def rows(home: Path, query: str, *values: object) -> list[dict[str, Any]]:
    with open_database(home / "published" / "newsledger.duckdb", read_only=True) as con:
        result = con.execute(query, list(values))
        names = [column[0] for column in result.description or []]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def evidence_span(home: Path, fact: dict[str, Any]) -> tuple[str, int, int]:
    documents = rows(home, "select document_id, text from core.documents where source_path like '%' || ?", fact["file"])
    [(document_id, start)] = [
        (document["document_id"], document["text"].find(fact["evidence"]))
        for document in documents
        if fact["evidence"] in document["text"]
    ]
    return document_id, start, start + len(fact["evidence"])


def facts(kind: str) -> list[Any]:
    return [pytest.param(fact, id=fact.get("evidence", fact["file"])[:60]) for fact in FACTS if fact["kind"] == kind]


@pytest.mark.parametrize("fact", facts("movement"))
def test_movement_is_found_with_its_type_and_reality(sample_home: Path, fact: dict[str, Any]) -> None:
    found = rows(
        sample_home,
        """select type, modality, date_start::varchar as date_start,
                  (select list(country) from core.movement_participants p
                   where p.movement_id = v.movement_id) as countries
           from core.movements v where document_id = ? and char_start >= ? and char_end <= ?""",
        *evidence_span(sample_home, fact),
    )
    fitting = [row for row in found if (row["type"], row["modality"]) == (fact["type"], fact["modality"])]
    assert fitting, found
    assert set(fact["countries"]) <= {country for row in fitting for country in row["countries"] or []}
    if fact["date_start"]:
        assert fact["date_start"] in {row["date_start"] for row in fitting}


@pytest.mark.parametrize("fact", facts("metric"))
def test_metric_is_found_with_its_unit_and_period(sample_home: Path, fact: dict[str, Any]) -> None:
    found = rows(
        sample_home,
        """select value, unit, comparison, period_start::varchar as period_start
           from core.metrics where document_id = ? and char_start >= ? and char_end <= ?""",
        *evidence_span(sample_home, fact),
    )
    fitting = [row for row in found if row["value"] == pytest.approx(fact["value"])]
    assert fitting, found
    if fact["period_start"]:
        assert fact["period_start"] in {row["period_start"] for row in fitting}
    if fact.get("comparison"):
        assert fact["comparison"] in {row["comparison"] for row in fitting}


@pytest.mark.parametrize("fact", facts("statement"))
def test_statement_is_found_with_its_speaker_and_words(sample_home: Path, fact: dict[str, Any]) -> None:
    found = rows(
        sample_home,
        """select speaker, kind as words, content, country
           from core.statements where document_id = ? and char_start >= ? and char_end <= ?""",
        *evidence_span(sample_home, fact),
    )
    assert {name: fact[name] for name in ("speaker", "words", "content", "country")} in found


def test_a_copy_of_a_story_is_recognised_and_counted_once(sample_home: Path) -> None:
    found = rows(
        sample_home,
        "select story_id, is_original from core.documents where source_path like '%cable_agreement%' order by all",
    )
    assert len(found) == 2
    assert len({row["story_id"] for row in found}) == 1
    assert sum(row["is_original"] for row in found) == 1


def test_mojibake_is_mended_and_other_languages_are_kept_without_rows(sample_home: Path) -> None:
    [summit] = rows(sample_home, "select text from core.documents where source_path like '%mojibake%'")
    assert "â€" not in summit["text"]
    [french] = rows(
        sample_home,
        """select language, (select count(*) from core.movements v where v.document_id = d.document_id) as movements
           from core.documents d where source_path like '%_fr.txt'""",
    )
    assert french == {"language": "fr", "movements": 0}


def test_no_page_furniture_is_left_in_a_body(sample_home: Path) -> None:
    for words in ("Related Article", "Log in", "cookie", "Subscribe", "Share this", "advertisement"):
        found = rows(
            sample_home,
            "select source_path from core.documents where language = 'en' and contains(lower(body), lower(?))",
            words,
        )
        assert not found, (words, found)
