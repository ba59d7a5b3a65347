"""Manifests and meta files describe their neighbours and are no records themselves."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from transforms.ingest import read_inputs
from transforms.ingest.fields import parse_date, pick_fields

TEXT = "The harbour council met on Tuesday and approved a new pier."


def read(*paths: Path) -> list[dict[str, object]]:
    return pl.concat(list(read_inputs(list(paths)))).to_dicts()


def test_manifest_lines_give_metadata_to_files_beside_and_below(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "sub" / "b.txt.gz").write_text(TEXT)
    lines = [
        {"file": "a.txt", "url": "https://h.example/a", "published_on": "2025-03-04", "language": "en"},
        {"file": "sub/b.txt", "headline": "Pier approved", "byline": "Jo Lind"},
    ]
    (tmp_path / "manifest.jsonl").write_text("\n".join(map(json.dumps, lines)))
    first, second = read(tmp_path)
    assert (first["url"], first["published_on"], first["published_basis"]) == (
        "https://h.example/a",
        date(2025, 3, 4),
        "manifest",
    )
    assert (second["headline"], second["byline"], second["published_basis"]) == ("Pier approved", "Jo Lind", None)


def test_manifest_serves_a_single_file_too_and_may_be_given_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text(TEXT)
    (tmp_path / "manifest.csv").write_text("file,publisher\na.txt,Harbour Post\n")
    assert [row["publisher"] for row in read(tmp_path / "a.txt")] == ["Harbour Post"]
    assert [row["publisher"] for row in read(tmp_path / "manifest.csv")] == ["Harbour Post"]


def test_what_a_manifest_says_in_vain_is_a_failing_row(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "manifest.jsonl").write_text('{"file": "gone.txt"}\n{bad\n{"url": "x"}\n')
    rows = [row for row in read(tmp_path) if row["reason"]]
    assert sorted(str(row["reason"]) for row in rows) == ["bad_json", "missing_file", "not_a_record"]
    assert any("line 1: names gone.txt" in str(row["detail"]) for row in rows)


def test_meta_files_speak_about_one_file_and_beat_the_manifest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.meta.json").write_text('{"title": "From meta"}')
    (tmp_path / "manifest.jsonl").write_text('{"file": "a.txt", "headline": "From manifest", "byline": "Jo Lind"}')
    (tmp_path / "lost.txt.meta.json").write_text("{}")
    rows = read(tmp_path)
    assert [(row["headline"], row["byline"]) for row in rows if not row["reason"]] == [("From meta", "Jo Lind")]
    assert [row["reason"] for row in rows if row["reason"]] == ["missing_file"]


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2025-05-06", date(2025, 5, 6)),
        ("2025-05-06T23:59:59+09:00", date(2025, 5, 6)),
        ("20250506T101500Z", date(2025, 5, 6)),
        ("1746489600", date(2025, 5, 6)),
        ("1746489600000", date(2025, 5, 6)),
        ("Tue, 06 May 2025 10:00:00 GMT", date(2025, 5, 6)),
        ("May 6, 2025", date(2025, 5, 6)),
        ("6 May 2025", date(2025, 5, 6)),
        ("31/12/2024", date(2024, 12, 31)),
        ("05/06/2025", None),
        ("May 2025", None),
        ("yesterday", None),
        ("0001-01-01", None),
        ("2025-13-40", None),
        (None, None),
    ],
)
def test_dates_are_read_or_left_unknown(value: str | None, day: date | None) -> None:
    assert parse_date(value) == day


def test_fields_are_found_whatever_their_spelling() -> None:
    picked = pick_fields(
        {"Full-Text": ["One.", "Two."], "Title": {"rendered": "T"}, "lang": "en", "author": None, "url": ""}
    )
    assert picked == {"text": "One.\n\nTwo.", "headline": "T", "language": "en"}
