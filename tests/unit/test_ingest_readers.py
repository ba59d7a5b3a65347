"""Every format gives the same rows; what cannot be read is a row with a reason, and nothing is lost."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from transforms.ingest import RAW_SCHEMA, InputError, expand_inputs, read_inputs
from transforms.ingest import opening as opening_module

TEXT = "The harbour council met on Tuesday.\n\nIt approved a new pier for 4 million euros."
HTML = f"<!doctype html><html><head><title>Pier</title></head><body><p>{TEXT}</p></body></html>"
RECORD = {"title": "Pier approved", "body": TEXT, "link": "https://harbour.example/pier", "date": "2025-03-04"}


def read(*paths: Path) -> list[dict[str, object]]:
    frames = list(read_inputs(list(paths)))
    assert all(frame.schema == RAW_SCHEMA for frame in frames)
    return pl.concat(frames).to_dicts() if frames else []


def write_warc(path: Path) -> None:
    pages = [
        ("page", "text/html; charset=utf-8", "200 OK"),
        ("a.png", "image/png", "200 OK"),
        ("x", "text/html", "404 No"),
    ]
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for name, media, status in pages:
            headers = StatusAndHeaders(status, [("Content-Type", media)], protocol="HTTP/1.0")
            url = f"https://harbour.example/{name}"
            payload = io.BytesIO(HTML.encode())
            writer.write_record(writer.create_warc_record(url, "response", payload=payload, http_headers=headers))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", TEXT.encode()),
        ("a", TEXT.encode()),
        ("a.txt.gz", gzip.compress(TEXT.encode(), mtime=0)),
        ("a.txt.zst", zstandard.compress(TEXT.encode())),
        ("named_wrongly.txt", gzip.compress(TEXT.encode(), mtime=0)),
        ("a.json", json.dumps(RECORD).encode()),
        ("b.json", json.dumps([RECORD]).encode()),
        ("c.json", json.dumps({"status": "ok", "articles": [RECORD]}).encode()),
        ("d.json", json.dumps({"article": RECORD}).encode()),
        ("a.jsonl", json.dumps(RECORD).encode() + b"\n"),
        ("a.ndjson.zst", zstandard.compress(json.dumps(RECORD).encode())),
        ("utf16.jsonl", (json.dumps(RECORD) + "\n").encode("utf-16")),
        ("a.csv", ("Title;Article Text;Link\nPier;" + json.dumps(TEXT)[1:-1].replace("\\n", " ") + ";x\n").encode()),
        ("bom.txt", TEXT.encode("utf-8-sig")),
        ("wide.txt", TEXT.encode("utf-16")),
    ],
)
def test_every_format_gives_one_readable_row(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    [row] = read(tmp_path / name)
    assert row["reason"] is None
    assert str(row["text"]).startswith("The harbour council met on Tuesday.")
    assert row["source_path"] == str(tmp_path / name)


def test_parquet_rows_are_read(tmp_path: Path) -> None:
    pq.write_table(pa.table({"headline": ["Pier"] * 3, "content": [TEXT] * 3}), tmp_path / "a.parquet")
    rows = read(tmp_path / "a.parquet")
    assert [row["record_no"] for row in rows] == [0, 1, 2]
    assert {row["headline"] for row in rows} == {"Pier"}


def test_pages_keep_their_html_whatever_the_file_is_called(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(HTML)
    (tmp_path / "b.txt").write_text(HTML)
    for row in read(tmp_path):
        assert row["text"] is None
        assert str(row["html"]).startswith("<!doctype html>")


def test_warc_gives_pages_and_names_what_is_none(tmp_path: Path) -> None:
    write_warc(tmp_path / "a.warc.gz")
    rows = read(tmp_path / "a.warc.gz")
    assert [row["reason"] for row in rows] == [None, "not_a_record", "not_a_record"]
    assert rows[0]["url"] == "https://harbour.example/page"


def test_metadata_comes_under_many_names(tmp_path: Path) -> None:
    record = {"headline": "Pier", "content": TEXT, "source": {"name": "Harbour Post"}, "authors": ["A Lind", "B Roth"]}
    (tmp_path / "a.json").write_text(json.dumps(record | {"publishedAt": "2025-03-04T23:30:00Z"}))
    [row] = read(tmp_path / "a.json")
    assert (row["publisher"], row["byline"], str(row["published_on"])) == (
        "Harbour Post",
        "A Lind, B Roth",
        "2025-03-04",
    )
    assert row["published_basis"] == "manifest"


def test_dateline_returns_to_the_first_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "Rain fell.", "dateline": "OSLO, May 3 -"}))
    assert read(tmp_path / "a.jsonl")[0]["text"] == "OSLO, May 3 - Rain fell."


@pytest.mark.parametrize(
    "first_line",
    [
        "https://harbour.example/pier?id=3",
        "URL: https://harbour.example/pier?id=3",
        "  <https://harbour.example/pier?id=3>",
    ],
)
def test_address_on_the_first_line_leaves_the_text(tmp_path: Path, first_line: str) -> None:
    (tmp_path / "a.txt").write_text(f"{first_line}\n\n{TEXT}")
    [row] = read(tmp_path / "a.txt")
    assert row["url"] == "https://harbour.example/pier?id=3"
    assert str(row["text"]).strip() == TEXT


def test_address_without_scheme_or_percent_encoded_is_recognised(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"www.harbour.example%2Fnews%2Fpier.html\n\n{TEXT}")
    assert read(tmp_path / "a.txt")[0]["url"] == "https://www.harbour.example/news/pier.html"


def test_western_bytes_and_mojibake_become_readable(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("The café’s owner said “no” in São Paulo.".encode("cp1252"))
    (tmp_path / "b.txt").write_text("Lindâ€™s pier in SÃ£o Paulo", encoding="utf-8")
    (tmp_path / "c.txt").write_bytes("Он сказал, что президент приедет в порт во вторник утром.".encode("cp1251"))
    first, second, third = (row["text"] for row in read(tmp_path))
    assert first == "The café’s owner said “no” in São Paulo."
    assert second == "Lind’s pier in São Paulo"
    assert str(third).startswith("Он сказал")


def test_each_bad_line_is_one_row_and_the_others_go_on(tmp_path: Path) -> None:
    lines = [
        json.dumps(RECORD),
        "{bad",
        "",
        "42",
        json.dumps({"title": "no text"}),
        json.dumps(RECORD | {"body": "x " + TEXT}),
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    rows = read(tmp_path / "a.jsonl")
    assert [row["reason"] for row in rows] == [None, "bad_json", "not_a_record", "no_text", None]
    assert "a.jsonl line 2" in str(rows[1]["detail"])


def test_a_file_cut_off_keeps_what_came_before(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"text": f"{number} {TEXT}"}) + "\n" for number in range(2000))
    packed = gzip.compress(lines.encode())
    (tmp_path / "a.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    rows = read(tmp_path / "a.jsonl.gz")
    assert len(rows) > 100
    assert [row["reason"] for row in rows[:-1]] == [None] * (len(rows) - 1)
    assert rows[-1]["reason"] == "unreadable"
    assert len({row["record_id"] for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("only_url.txt", b"https://harbour.example/a\n", "empty"),
        ("junk.txt", bytes(range(256)) * 40, "unreadable"),
        ("report.pdf", b"%PDF-1.7", "unknown_format"),
        ("bad.zip", b"PK\x03\x04 no zip", "unreadable"),
        ("bad.parquet", b"no parquet", "unreadable"),
        ("none.csv", b"a,b\n1,2\n", "no_text"),
        ("bad.json", b'{"title": "a" "b"}', "bad_json"),
        ("empty.jsonl", b"", "empty"),
        ("empty.json", b"[]", "empty"),
    ],
)
def test_what_cannot_be_read_says_why_and_where(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(content)
    [row] = read(tmp_path / name)
    assert row["reason"] == reason
    assert name in str(row["detail"])
    assert "\n" not in str(row["detail"])


def test_a_record_beyond_the_bound_fails_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from transforms.ingest.readers import json_lines

    monkeypatch.setattr(opening_module, "MAX_RECORD_BYTES", 2000)
    monkeypatch.setattr(json_lines, "MAX_RECORD_BYTES", 2000)
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "x" * 5000}) + "\n" + json.dumps(RECORD))
    (tmp_path / "b.txt").write_text("long " * 1000)
    assert [row["reason"] for row in read(tmp_path)] == ["too_large", None, "too_large"]


def test_a_long_list_is_read_element_by_element(tmp_path: Path) -> None:
    records = [RECORD | {"body": f"{number} {TEXT} " + "word " * 400} for number in range(2000)]
    (tmp_path / "a.json").write_text(json.dumps(records, indent=1))
    frames = list(read_inputs([tmp_path / "a.json"], batch_size=300))
    assert [frame.height for frame in frames] == [300] * 6 + [200]


def test_missing_paths_are_rows_and_expand_inputs_says_so(tmp_path: Path) -> None:
    [row] = read(tmp_path / "nowhere")
    assert row["reason"] == "missing_file"
    with pytest.raises(InputError, match="does not exist"):
        expand_inputs([tmp_path / "nowhere"])
    with pytest.raises(InputError, match="empty folder"):
        expand_inputs([tmp_path])
    with pytest.raises(InputError, match="no file matches"):
        expand_inputs([tmp_path / "*.txt"])


def test_globs_folders_and_files_give_each_file_once(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("a.txt", "sub/b.txt", ".hidden.txt"):
        (tmp_path / name).write_text(f"{name} {TEXT}")
    rows = read(tmp_path / "*.txt", tmp_path, tmp_path / "a.txt")
    assert [Path(str(row["source_path"])).name for row in rows] == ["a.txt", "b.txt"]


def test_archives_are_folders(tmp_path: Path) -> None:
    members = {
        "one.txt": TEXT,
        "sub/two.jsonl": json.dumps(RECORD),
        "manifest.csv": "file,url\none.txt,https://h.example/1\n",
    }
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
        archive.writestr("__MACOSX/._one.txt", "x")
    with tarfile.open(tmp_path / "b.tar.gz", "w:gz") as packed:
        for name, text in members.items():
            info = tarfile.TarInfo("./" + name)
            info.size = len(text.encode())
            packed.addfile(info, io.BytesIO(text.encode()))
    rows = read(tmp_path)
    assert [str(row["source_path"]).rsplit("!")[-1] for row in rows] == ["one.txt", "sub/two.jsonl"] * 2
    assert [row["url"] for row in rows] == ["https://h.example/1", RECORD["link"]] * 2
