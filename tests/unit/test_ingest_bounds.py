"""What is too large, too deep or no text at all costs itself, and neither the time nor the files beside it."""

from __future__ import annotations

import csv
import gzip
import json
import os
import resource
import time
import zipfile
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from transforms.ingest import read_inputs
from transforms.ingest.fields import parse_date
from transforms.ingest.readers import csv_tables, json_lines
from transforms.normalise import normalise

TEXT = "The harbour council met on Tuesday and approved a new pier. " * 3


def read(folder: Path) -> list[tuple[str, object]]:
    rows = pl.concat(list(read_inputs([folder]))).to_dicts()
    assert len({row["record_id"] for row in rows}) == len(rows)
    return [(Path(str(row["source_path"])).name, row["reason"]) for row in rows]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (tmp_path / "good.txt").write_text(TEXT)
    return tmp_path


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"file": "good.txt", "x": ' + "[" * 100_000, "bad_json"),
        ('{"file": "good.txt", "author": ' + "[" * 900 + "]" * 900 + "}", None),
        ('{"file": "good.txt", "author": ' + "7" * 5000 + "}", None),
        (json.dumps({"file": "a" * 20_000}), "not_a_record"),
        (json.dumps({"file": "a" * 300}), "missing_file"),
        (json.dumps({"file": ["a.txt"]}), "missing_file"),
        (json.dumps({"file": "\udc00.txt"}), "missing_file"),
        (json.dumps({"file": "\0"}), "outside_input"),
        ('"good.txt"', "not_a_record"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_strange_line_of_a_manifest_costs_itself(inbox: Path, line: str, reason: str | None) -> None:
    (inbox / "manifest.jsonl").write_text(line)
    assert read(inbox) == [("good.txt", None)] + ([("manifest.jsonl", reason)] if reason else [])


def test_a_manifest_beyond_all_bounds_is_too_large(inbox: Path) -> None:
    with (inbox / "manifest.csv").open("wb") as stream:
        stream.truncate(33 << 20)
    assert read(inbox) == [("good.txt", None), ("manifest.csv", "too_large")]


def test_a_value_of_a_manifest_table_may_be_long(inbox: Path) -> None:
    (inbox / "manifest.csv").write_text(f"file,author\ngood.txt,{'x' * 200_000}\n")
    assert read(inbox) == [("good.txt", None)]


def test_lines_of_a_manifest_table_end_in_any_way_and_are_told_by_their_numbers(inbox: Path) -> None:
    (inbox / "manifest.csv").write_text('file,author\rgood.txt,J. Doe\r\r,no name\r\nabsent.txt,\n,"no\rname"\r')
    rows = pl.concat(list(read_inputs([inbox])))
    assert rows.filter(pl.col("reason").is_null())["byline"].to_list() == ["J. Doe"]
    failed = rows.filter(pl.col("format") == "manifest").sort("record_no").select("record_no", "reason").rows()
    assert failed == [(3, "not_a_record"), (4, "missing_file"), (6, "not_a_record")]


def test_a_field_without_end_in_a_manifest_table_is_one_failure_a_line(
    inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("transforms.ingest.manifests.MAX_SIDECAR_BYTES", 100)
    long = "y" * 200
    (inbox / "manifest.csv").write_text(f"file,x\na.txt,{long}\nb.txt,{long}\ngood.txt,z\n")
    usual = csv.field_size_limit()
    try:
        assert sorted(read(inbox), key=str)[1:] == [("manifest.csv", "bad_csv")] * 2
    finally:
        csv.field_size_limit(usual)


def test_folders_and_pipes_with_names_of_sidecars_do_not_stop_the_night(inbox: Path) -> None:
    (inbox / "manifest.jsonl").mkdir()
    (inbox / "good.meta.json").mkdir()
    os.mkfifo(inbox / "manifest.csv")
    assert read(inbox) == [("good.txt", None), ("manifest.csv", "not_a_file")]


@pytest.mark.parametrize("name", ["a.csv.gz", "a.jsonl.gz"])
def test_a_line_without_end_takes_little_memory(inbox: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_tables, "MAX_RECORD_BYTES", 1 << 20)
    monkeypatch.setattr(json_lines, "MAX_RECORD_BYTES", 1 << 20)
    good = f"{TEXT},u" if "csv" in name else json.dumps({"text": TEXT})
    with gzip.open(inbox / name, "wb", 1) as stream:
        stream.write(b"text,url\n" if "csv" in name else b"")
        for _ in range(300):
            stream.write(b"x" * (1 << 20))
        stream.write(f"\n{good}\n".encode())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert read(inbox) == [(name, "too_large"), (name, None), ("good.txt", None)]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


def test_a_quote_that_nothing_closes_ends_its_table(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_tables, "MAX_RECORD_BYTES", 1 << 20)
    (inbox / "a.csv").write_text(f'text,url\n{TEXT},u\n"{TEXT}\n' + f"{TEXT},u\n" * 20_000)
    assert read(inbox) == [("a.csv", None), ("a.csv", "too_large"), ("good.txt", None)]


def test_a_member_without_a_name_is_a_file_like_others(inbox: Path) -> None:
    with zipfile.ZipFile(inbox / "a.zip", "w") as archive:
        archive.writestr(zipfile.ZipInfo("-"), "x " + TEXT)
        archive.writestr("b.txt", "y " + TEXT)
    content = bytearray((inbox / "a.zip").read_bytes())
    at = content.index(b"PK\x01\x02")
    content[at + 28] = 0  # the name's length in the list of members ...
    del content[at + 46]  # ... and the name
    size = content.index(b"PK\x05\x06") + 12
    content[size] -= 1
    (inbox / "a.zip").write_bytes(content)
    assert ("a.zip!b.txt", None) in read(inbox)


def test_columns_of_bytes_are_decoded_or_refused(inbox: Path) -> None:
    russian = "Ночью над областью сбиты два беспилотника, сообщил губернатор."
    texts = [TEXT.encode(), russian.encode("koi8-r"), bytes(range(128, 256)) * 3]
    pq.write_table(pa.table({"text": texts, "author": [b"J. Doe", b"\xff\xfe\xfa", None]}), inbox / "a.parquet")
    rows = pl.concat(list(read_inputs([inbox / "a.parquet"])))
    assert rows["text"].to_list() == [TEXT, russian, None]
    assert rows["reason"].to_list() == [None, None, "unreadable"]
    assert rows["byline"].to_list()[0] == "J. Doe"
    assert not rows["byline"].str.contains("b'", literal=True).any()


def test_a_row_of_a_table_may_not_be_larger_than_a_record(inbox: Path) -> None:
    pq.write_table(pa.table({"text": ["y" * (33 << 20)]}), inbox / "a.parquet")
    assert read(inbox) == [("a.parquet", "too_large"), ("good.txt", None)]


@pytest.mark.parametrize("value", ["9" * 13, "5" * 1000, "in 999999999999 years", "May 6, 99999999"])
def test_days_out_of_this_world_are_unknown(value: str) -> None:
    assert parse_date(value) is None


@pytest.mark.parametrize(
    "text",
    [
        "<!---->" * 280 + TEXT,
        "&amp" * 100_000,
        "&#" * 100_000,
        "â€™Ã©" * 100_000,
        "www." + "a." * 50_000 + "\n" + TEXT,
        "<html><body><p " + " ".join(f"a{number}=b" for number in range(100_000)) + f">{TEXT}</p></body></html>",
        "<html><body>" + "<div>" * 100_000 + TEXT,
    ],
    ids=["comments", "entities", "references", "mojibake", "address", "attributes", "depth"],
)
def test_hostile_texts_are_read_in_no_time(inbox: Path, text: str) -> None:
    (inbox / "good.txt").write_text(text)
    began = time.process_time()
    result = normalise(pl.concat(list(read_inputs([inbox]))))
    assert result.documents.height + result.rejected.height == 1
    assert time.process_time() - began < 5
