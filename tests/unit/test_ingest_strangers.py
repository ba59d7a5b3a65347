"""Inputs nobody meant well or wrote carefully: each becomes one row with a reason, and nothing outside is read."""

from __future__ import annotations

import io
import json
import os
import socket
import tarfile
import zipfile
from datetime import datetime
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from warcio.warcwriter import WARCWriter

from transforms.ingest import read_inputs

TEXT = "The harbour council met on Tuesday and approved a new pier. " * 3
SECRET = "The keys of the vault lie under the mat. " * 3


def read(*paths: Path) -> list[dict[str, object]]:
    rows = pl.concat(list(read_inputs(list(paths)))).to_dicts()
    assert len({row["record_id"] for row in rows}) == len(rows)
    assert not any(SECRET in f"{row['text']} {row['html']} {row['detail']}" for row in rows)
    return rows


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """The folder that is read, with one good text; beside it, outside, lies a text that must stay unread."""
    (tmp_path / "outside.txt").write_text(SECRET)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(TEXT)
    return folder


def by_name(rows: list[dict[str, object]]) -> dict[str, object]:
    return {Path(str(row["source_path"])).name: row["reason"] for row in rows}


@pytest.mark.parametrize("name", ["../outside.txt", "sub/../../outside.txt", "/etc/passwd", "..\\outside.txt"])
@pytest.mark.parametrize("kind", ["manifest.jsonl", "manifest.csv"])
def test_a_manifest_cannot_name_files_outside_its_folder(inbox: Path, name: str, kind: str) -> None:
    line = json.dumps({"file": name, "url": "https://h.example/1"}) if kind.endswith("jsonl") else f"file\n{name}"
    (inbox / kind).write_text(line + "\n")
    (inbox / "sub").mkdir()
    for given in (inbox, inbox / kind):
        rows = [row for row in read(given) if row["format"] == "manifest"]
        assert [row["reason"] for row in rows] == ["outside_input"]
        assert "outside its folder" in str(rows[0]["detail"])


def test_a_manifest_may_name_files_in_folders_below_it(inbox: Path) -> None:
    (inbox / "sub").mkdir()
    (inbox / "sub" / "b.txt").write_text("x " + TEXT)
    (inbox / "manifest.jsonl").write_text(json.dumps({"file": "./sub/b.txt", "url": "https://h.example/b"}))
    [row] = read(inbox / "manifest.jsonl")
    assert (row["reason"], row["url"]) == (None, "https://h.example/b")


def test_links_that_lead_out_of_the_folder_are_not_read(inbox: Path) -> None:
    (inbox / "far.txt").symlink_to(inbox.parent / "outside.txt")
    (inbox / "passwords.txt").symlink_to("/etc/passwd")
    (inbox / "near.txt").symlink_to(inbox / "other" / "b.txt")
    (inbox / "other").mkdir()
    (inbox / "other" / "b.txt").write_text("x " + TEXT)
    (inbox / "folder").symlink_to(inbox.parent)
    found = by_name(read(inbox))
    assert found["far.txt"] == found["passwords.txt"] == found["folder"] == "outside_input"
    assert found["good.txt"] is None
    assert found["near.txt"] is None, "a link inside the folder is followed, once"


def test_a_manifest_or_meta_file_that_leads_out_says_nothing(inbox: Path) -> None:
    (inbox.parent / "their.jsonl").write_text(json.dumps({"file": "good.txt", "url": "https://h.example/stolen"}))
    (inbox.parent / "their.json").write_text(json.dumps({"headline": "Stolen"}))
    (inbox / "manifest.jsonl").symlink_to(inbox.parent / "their.jsonl")
    (inbox / "good.meta.json").symlink_to(inbox.parent / "their.json")
    rows = read(inbox)
    assert by_name(rows)["manifest.jsonl"] == by_name(rows)["good.meta.json"] == "outside_input"
    [good] = [row for row in rows if row["reason"] is None]
    assert (good["url"], good["headline"]) == (None, None)


def test_a_link_that_the_user_names_is_read(inbox: Path) -> None:
    (inbox / "link.txt").symlink_to(inbox.parent / "own.txt")
    (inbox.parent / "own.txt").write_text(TEXT)
    assert [row["reason"] for row in read(inbox / "link.txt")] == [None]


def test_only_regular_files_are_opened(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(inbox / "pipe.txt")
    monkeypatch.chdir(inbox)  # the address of a socket may be 100 characters long
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.txt")
        (inbox / "self.txt").symlink_to("self.txt")
        (inbox / "gone.txt").symlink_to("nowhere.txt")
        found = by_name(read(inbox))
    assert found == {
        "good.txt": None,
        "pipe.txt": "not_a_file",
        "socket.txt": "not_a_file",
        "self.txt": "missing_file",
        "gone.txt": "missing_file",
    }


def test_members_of_one_name_are_records_of_their_own(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        for number in range(3):
            archive.writestr("a.jsonl", json.dumps({"text": f"{number} {TEXT}"}))
    with tarfile.open(tmp_path / "b.tar", "w") as packed:
        for number in range(2):
            text = f"{number} {TEXT}".encode()
            info = tarfile.TarInfo("a.txt")
            info.size = len(text)
            packed.addfile(info, io.BytesIO(text))
    rows = read(tmp_path)
    assert [row["reason"] for row in rows] == [None] * 5
    assert [str(row["source_path"]).rpartition("!")[2] for row in rows] == [
        "a.jsonl",
        "a.jsonl (2)",
        "a.jsonl (3)",
        "a.txt",
        "a.txt (2)",
    ]


def test_a_path_that_is_missing_and_given_twice_is_told_once(tmp_path: Path) -> None:
    assert [row["reason"] for row in read(tmp_path / "no", tmp_path / "no")] == ["missing_file"]


def test_an_address_that_cannot_be_taken_apart_is_unknown(tmp_path: Path) -> None:
    for number, url in enumerate(["https://[abc]/", "http://[::1", "https://h.example/]a["]):
        (tmp_path / f"{number}.json").write_text(json.dumps({"text": TEXT, "url": url}))
        (tmp_path / f"{number}.txt").write_text(f"{url}\n{TEXT}")
    rows = read(tmp_path)
    assert [row["reason"] for row in rows] == [None] * 6
    assert [row["url"] for row in rows] == [None] * 4 + ["https://h.example/]a["] * 2


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_half_a_surrogate_pair_is_replaced(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text('{"title": "Pier \\ud83d", "text": "\\udc00 ' + TEXT + ' \\ud83d\\ude00"}')
    [row] = read(tmp_path / name)
    assert row["headline"] == "Pier \ufffd"
    assert str(row["text"]).startswith("\ufffd The harbour")
    assert str(row["text"]).endswith("😀")


def test_a_web_archive_record_without_an_address_is_a_page_without_one(tmp_path: Path) -> None:
    with (tmp_path / "a.warc.gz").open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for kind, media in (("resource", "text/html"), ("conversion", "text/plain"), ("response", "text/html")):
            record = writer.create_warc_record(
                "", kind, payload=io.BytesIO(f"<html>{TEXT}</html>".encode()), warc_content_type=media
            )
            record.rec_headers.remove_header("WARC-Target-URI")
            writer.write_record(record)
    rows = read(tmp_path / "a.warc.gz")
    assert [(row["reason"], row["url"]) for row in rows] == [(None, None)] * 3


def test_file_names_that_are_not_utf8_are_read_and_shown_legibly(inbox: Path) -> None:
    with open(os.fsencode(inbox) + b"/caf\xe9.txt", "w") as file:  # noqa: PTH123 - Path takes no bytes
        file.write("x " + TEXT)
    with open(os.fsencode(inbox) + b"/na\xefve.txt", "w") as file:  # noqa: PTH123
        file.write("")
    found = by_name(read(inbox))
    assert found == {"caf\\udce9.txt": None, "good.txt": None, "na\\udcefve.txt": "empty"}


@pytest.mark.parametrize("charset", ["hex", "zip", "base64", "rot13", "idna", "undefined", "no-such", "utf-8\\0"])
def test_a_page_that_names_no_text_encoding_is_guessed(tmp_path: Path, charset: str) -> None:
    html = f'<html><head><meta charset="{charset}"></head><body>caf\xe9 {TEXT}</body></html>'
    (tmp_path / "a.html").write_bytes(html.encode("cp1252"))
    [row] = read(tmp_path / "a.html")
    assert row["reason"] is None
    assert "café" in str(row["html"])


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_a_number_of_five_thousand_digits_does_not_cost_the_record(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(f'{{"id": {"7" * 5000}, "published": {"9" * 5000}, "text": "{TEXT}"}}')
    [row] = read(tmp_path / name)
    assert (row["reason"], row["published_on"]) == (None, None)


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_json_that_nests_without_end_is_refused_with_a_reason(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text('{"a":' * 100_000)
    [row] = read(tmp_path / name)
    assert row["reason"] == "bad_json"


def test_days_that_python_cannot_hold_are_unknown(tmp_path: Path) -> None:
    days = pa.array([0, 1 << 62, 1_741_046_400_000_000], pa.timestamp("us"))
    pq.write_table(pa.table({"text": [TEXT + str(n) for n in range(3)], "date": days}), tmp_path / "a.parquet")
    rows = read(tmp_path / "a.parquet")
    assert [row["reason"] for row in rows] == [None] * 3
    assert [row["published_on"] for row in rows] == [datetime(1970, 1, 1).date(), None, datetime(2025, 3, 4).date()]


def test_a_table_header_of_32_mib_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text," + "a" * (32 << 20) + "\n1,2\n")
    [row] = read(tmp_path / "a.csv")
    assert row["reason"] == "too_large"


def test_whatever_one_record_raises_the_next_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from transforms.ingest import records

    def trip(value: str | None) -> None:
        if value == "bad":
            raise OverflowError("no such day")

    monkeypatch.setattr(records, "parse_date", trip)
    rows = [json.dumps({"text": f"{n} {TEXT}", "date": day}) for n, day in enumerate(["good", "bad", "good"])]
    (tmp_path / "a.jsonl").write_text("\n".join(rows))
    found = read(tmp_path / "a.jsonl")
    assert [row["reason"] for row in found] == [None, "unreadable", None]
    assert "OverflowError: no such day" in str(found[1]["detail"])
