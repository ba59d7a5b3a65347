"""Good files of every kind with random damage: each still gives records or a reason, and the file beside it is read.

``NEWSLEDGER_FUZZ=5000`` tries that many files (``make fuzz``); continuous integration tries few of them every time.
"""

from __future__ import annotations

import gzip
import io
import json
import shutil
import tarfile
import tempfile
import time
import zipfile
from datetime import datetime
from functools import cache
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from warcio.warcwriter import WARCWriter

from tests.fuzzing import tries
from transforms.ingest import read_inputs
from transforms.normalise import normalise

TEXT = "The harbour council met on Tuesday and approved a new pier. " * 3
CYRILLIC = "Ночью над областью сбиты два беспилотника, сообщил губернатор. Пострадавших нет."
PAGE = (
    f'<html><head><meta charset="utf-8"><title>Pier</title></head><body><article><p>{TEXT}</p></article></body></html>'
)
RECORD = {
    "text": TEXT,
    "url": "https://h.example/1?a=b",
    "date": "2025-05-06T10:00:00Z",
    "author": ["A. B.", {"name": "C"}],
}
SECONDS = 10


def _crawl(packed: bool) -> bytes:
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=packed)
    for number in range(3):
        body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + PAGE.encode()
        address = f"https://h.example/{number}"
        writer.write_record(writer.create_warc_record(address, "response", payload=io.BytesIO(body)))
    text, kind = io.BytesIO(TEXT.encode()), {"warc_content_type": "text/plain"}
    writer.write_record(writer.create_warc_record("https://h.example/9", "conversion", payload=text, **kind))
    return stream.getvalue()


def _table() -> bytes:
    stream = io.BytesIO()
    columns = {"text": [TEXT, None, CYRILLIC], "html": [b"<p>x", b"\xff", None], "date": [datetime(2025, 5, 6)] * 3}
    pq.write_table(pa.table(columns), stream)
    return stream.getvalue()


def _zip(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def _tar(files: dict[str, bytes], mode: str) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return stream.getvalue()


@cache
def good_files() -> dict[str, bytes]:
    """One whole file of every kind, and of every kind of packing."""
    lines = "\n".join(json.dumps({**RECORD, "title": f"N {number}"}) for number in range(3)).encode()
    table = f'text,url,date\n"{TEXT}\n",u,2025-05-06\n{TEXT},v,"x ""y"""\n'.encode()
    listed = json.dumps({"file": "a.txt", "url": "https://h.example/2", "published_on": "2025-05-06"}).encode()
    inner = {
        "a.txt": TEXT.encode(),
        "d/b.html": PAGE.encode(),
        "manifest.jsonl": listed,
        "c.jsonl.gz": gzip.compress(lines),
    }
    return {
        "f.txt": f"https://h.example/3\n\n{TEXT}".encode(),
        "g.txt": CYRILLIC.encode("koi8-r"),
        "h.txt": TEXT.encode("utf-16"),
        "f.html": PAGE.encode(),
        "f.json": json.dumps({"articles": [RECORD, {"title": "x"}]}).encode(),
        "f.jsonl": lines,
        "f.csv": table,
        "f.tsv": table.replace(b",", b"\t"),
        "f.parquet": _table(),
        "f.warc": _crawl(packed=False),
        "f.warc.gz": _crawl(packed=True),
        "f.wet": _crawl(packed=False),
        "f.txt.gz": gzip.compress(TEXT.encode()),
        "f.csv.zst": zstandard.ZstdCompressor().compress(table),
        "f.parquet.gz": gzip.compress(_table()),
        "f.zip": _zip(inner),
        "f.tar": _tar(inner, "w"),
        "f.tar.gz": _tar(inner, "w:gz"),
        "manifest.jsonl": listed,
        "manifest.csv": b"file,url,headline\ngood.txt,https://h.example/4,Pier\nnot-there.txt,,\n",
        "good.meta.json": json.dumps({"headline": "Pier", "date": 1746526500}).encode(),
        "good.txt.meta.json": b'{"author": [["A"], {"name": {"name": "B"}}]}',
    }


TOKENS = [
    *(bytes([value]) for value in (0, 9, 10, 13, 34, 39, 44, 60, 62, 91, 93, 123, 125, 127, 128, 192, 239, 254, 255)),
    *(
        b"\xff\xff\xff\xff",
        b"\0\0\0\0",
        b"\xff\xff\xff\x7f",
        b"\x1f\x8b\x08",
        b"\x28\xb5\x2f\xfd",
        b"PK\x03\x04",
        b"PAR1",
    ),
    *(
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\\ud800",
        b"\\u0000",
        b"1e999",
        b"-0",
        b"NaN",
        b"9" * 5000,
        b"[" * 3000,
        b'{"a":' * 2000,
    ),
    *(
        b"../../etc/passwd",
        b"/etc/passwd",
        b"https://[",
        b"http://a:b:c/",
        b"charset=hex",
        b"charset=utf-7",
        b"<!--",
        b"]]>",
    ),
    *(
        b"&#x110000;",
        b"&" * 500,
        b"<p " * 500,
        b"\r\n\r\n",
        b"Content-Length: -5\r\n",
        b"Content-Length: 99999999999\r\n",
    ),
    *(
        b"WARC/1.0\r\n",
        b"HTTP/1.1 200\r\n",
        b"\x1b$B",
        b"~{",
        "é".encode(),
        "é".encode("cp1252"),
        b"0001-01-01",
        b"a" * 70_000,
    ),
]
place = st.floats(0, 1, exclude_max=True)
damage = st.one_of(
    st.tuples(st.just("put"), place, st.sampled_from(TOKENS)),
    st.tuples(st.just("over"), place, st.sampled_from(TOKENS) | st.binary(min_size=1, max_size=8)),
    st.tuples(st.just("cut"), place, st.just(b"")),
    st.tuples(st.just("drop"), place, st.binary(min_size=1, max_size=64)),
    st.tuples(st.just("twice"), place, st.binary(min_size=1, max_size=64)),
)


def damaged(data: bytes, hits: list[tuple[str, float, bytes]]) -> bytes:
    for kind, where, what in hits:
        at = int(where * len(data))
        rest = {
            "put": at,
            "over": at + len(what),
            "cut": len(data),
            "drop": at + len(what) ** 2,
            "twice": max(0, at - 50),
        }[kind]
        data = data[:at] + (what if kind in ("put", "over") else b"") + data[rest:]
    return data


def check(folder: Path) -> None:
    """Everything in the folder gives records or reasons in bounded time, and good.txt is read."""
    began = time.process_time()
    rows = pl.concat(list(read_inputs([folder])))
    assert rows["record_id"].is_unique().all()
    assert not rows["text"].fill_null("").str.contains("root:x:0:0").any()
    assert TEXT in rows.filter(pl.col("source_path").str.ends_with("/good.txt"))["text"].to_list()
    unread = rows.filter(pl.col("text").is_null() & pl.col("html").is_null())
    assert unread["reason"].null_count() == unread["detail"].null_count() == 0
    result = normalise(rows)
    assert result.documents.height + result.rejected.height == rows.height
    assert time.process_time() - began < SECONDS


@tries(150)
@given(st.data())
def test_damaged_files_give_records_or_a_reason(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(good_files())))
    hits = data.draw(st.lists(damage, min_size=1, max_size=5))
    folder = Path(tempfile.mkdtemp(prefix="fuzz"))
    try:
        (folder / "good.txt").write_text(TEXT)
        (folder / name).write_bytes(damaged(good_files()[name], hits))
        check(folder)
    finally:
        shutil.rmtree(folder)


@tries(60)
@given(st.data())
def test_files_under_a_wrong_name_give_records_or_a_reason(data: st.DataObject) -> None:
    content = good_files()[data.draw(st.sampled_from(sorted(good_files())))] + data.draw(
        st.sampled_from([b"", *TOKENS])
    )
    name = data.draw(st.sampled_from(sorted(good_files())))
    folder = Path(tempfile.mkdtemp(prefix="fuzz"))
    try:
        (folder / "good.txt").write_text(TEXT)
        (folder / name).write_bytes(content)
        check(folder)
    finally:
        shutil.rmtree(folder)


def test_whole_files_are_read_whole() -> None:
    """The seeds are good: what the damaged ones lose, the damage took."""
    folder = Path(tempfile.mkdtemp(prefix="fuzz"))
    try:
        for name, data in good_files().items():
            (folder / name).write_bytes(data)
        (folder / "good.txt").write_text(TEXT)
        rows = pl.concat(list(read_inputs([folder])))
        failed = rows.filter(pl.col("reason").is_not_null())
        assert {Path(path).name for path in failed["source_path"]} == {"manifest.csv", "manifest.jsonl", "f.json"}
    finally:
        shutil.rmtree(folder)
