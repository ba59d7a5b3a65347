"""A file that is cut off gives what is whole in it, and one row that names the damage after the last whole record."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import polars as pl
import pytest
import zstandard
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from transforms.ingest import read_inputs

TEXT = "The harbour council met on Tuesday and approved a new pier. " * 20


def read(path: Path, content: bytes) -> list[dict[str, object]]:
    path.write_bytes(content)
    rows = pl.concat(list(read_inputs([path]))).to_dicts()
    assert len({row["record_id"] for row in rows}) == len(rows)
    return rows


def reasons(rows: list[dict[str, object]]) -> list[object]:
    return [row["reason"] for row in rows]


def page(number: int) -> str:
    # Words that do not repeat, so that packed data is long enough to be cut at many places.
    words = " ".join(str(Random(number).random()) for _ in range(300))
    return f"<html><body><p>Page {number}. {TEXT}</p><p>{words}</p></body></html>"


def web_archive(is_packed: bool) -> tuple[bytes, list[int]]:
    """A crawl of four pages and where each record begins."""
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=is_packed)
    writer.write_record(writer.create_warcinfo_record("crawl.warc", {"software": "test"}))
    begins = []
    for number in range(4):
        begins.append(stream.tell())
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        url, body = f"https://harbour.example/{number}", io.BytesIO(page(number).encode())
        writer.write_record(writer.create_warc_record(url, "response", payload=body, http_headers=headers))
    return stream.getvalue(), begins


def frames(content: bytes, begins: list[int]) -> tuple[bytes, list[int]]:
    """The content as one zstd frame per record, and where each frame begins."""
    packed, starts = b"", []
    for start, end in zip([0, *begins], [*begins, len(content)], strict=True):
        starts.append(len(packed))
        packed += zstandard.compress(content[start:end])
    return packed, starts[1:]


def crawl(ending: str) -> tuple[bytes, list[int]]:
    return frames(*web_archive(False)) if ending == ".warc.zst" else web_archive(ending == ".warc.gz")


@pytest.mark.parametrize("ending", [".warc", ".warc.gz", ".warc.zst"])
@pytest.mark.parametrize("share", [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_a_crawl_cut_inside_a_record_gives_the_pages_before_it(tmp_path: Path, ending: str, share: float) -> None:
    content, begins = crawl(ending)
    cut = begins[2] + int((begins[3] - begins[2]) * share)
    rows = read(tmp_path / f"crawl{ending}", content[:cut])
    good, damage = rows[:-1], rows[-1]
    # Of the packed record that is cut, the whole page may be there already: only its end mark is missing.
    assert len(good) in ((2,) if share < 0.99 else (2, 3))
    assert reasons(good) == [None] * len(good)
    assert [row["html"] for row in good] == [page(number) for number in range(len(good))]
    assert damage["reason"] == "unreadable"
    assert f"damaged after record {len(good)}" in str(damage["detail"])
    assert "fetch" in str(damage["detail"])


def test_a_plain_crawl_never_gives_half_a_page_wherever_it_is_cut(tmp_path: Path) -> None:
    content, begins = web_archive(False)
    # The two line breaks that end a record may be missing: the page is whole without them.
    for cut in range(begins[1] + 1, begins[2] - 4, 7):
        assert reasons(read(tmp_path / "crawl.warc", content[:cut])) == [None, "unreadable"], cut - begins[1]


@pytest.mark.parametrize("ending", [".warc", ".warc.gz", ".warc.zst"])
def test_a_crawl_cut_between_records_is_a_shorter_crawl(tmp_path: Path, ending: str) -> None:
    content, begins = crawl(ending)
    assert reasons(read(tmp_path / f"crawl{ending}", content[: begins[3]])) == [None] * 3
    assert reasons(read(tmp_path / f"crawl{ending}", content)) == [None] * 4


@pytest.mark.parametrize("ending", [".warc", ".warc.gz", ".warc.zst"])
def test_a_crawl_cut_before_its_first_page_is_damaged_and_not_empty(tmp_path: Path, ending: str) -> None:
    content, _ = crawl(ending)
    for size in (5, 10, 20, 60):
        [row] = read(tmp_path / f"crawl{ending}", content[:size])
        assert row["reason"] == "unreadable", size
        assert "damaged" in str(row["detail"])


def test_a_crawl_packed_as_a_whole_gives_what_was_unpacked(tmp_path: Path) -> None:
    content = web_archive(False)[0]
    packed = gzip.compress(content)
    rows = read(tmp_path / "crawl.warc.gz", packed[: len(packed) * 3 // 4])
    assert reasons(rows[:2]) == [None, None]
    assert rows[-1]["reason"] == "unreadable"


def test_a_crawl_with_broken_bytes_in_the_middle_keeps_the_pages_before(tmp_path: Path) -> None:
    content, begins = web_archive(True)
    broken = content[: begins[2] + 200] + b"\0" * 60 + content[begins[2] + 260 :]
    rows = read(tmp_path / "crawl.warc.gz", broken)
    assert reasons(rows) == [None, None, "unreadable"]


def lines() -> bytes:
    return "".join(json.dumps({"text": f"{number} {TEXT}"}) + "\n" for number in range(800)).encode()


def one_list() -> bytes:
    return json.dumps([{"text": f"{number} {TEXT}"} for number in range(800)]).encode()


def table() -> bytes:
    return ("text,url\n" + "".join(f'"{number} {TEXT}",u{number}\n' for number in range(800))).encode()


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress], ids=["gz", "zst"])
@pytest.mark.parametrize(("name", "content"), [("a.jsonl", lines), ("a.json", one_list), ("a.csv", table)])
def test_a_packed_collection_cut_off_keeps_its_whole_records(
    tmp_path: Path, pack: Callable[[bytes], bytes], name: str, content: Callable[[], bytes]
) -> None:
    packed = pack(content())
    rows = read(tmp_path / f"{name}.packed", packed)
    assert reasons(rows) == ["unknown_format"], "the ending decides the reader"
    name = name + (".gz" if pack is gzip.compress else ".zst")
    assert reasons(read(tmp_path / name, packed)) == [None] * 800
    rows = read(tmp_path / name, packed[: len(packed) * 2 // 3])
    assert len(rows) > 100
    assert reasons(rows) == [None] * (len(rows) - 1) + ["unreadable"]
    assert all(str(row["text"]) == f"{number} {TEXT}" for number, row in enumerate(rows[:-1]))
    assert f"damaged after record {len(rows) - 1}" in str(rows[-1]["detail"])


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress], ids=["gz", "zst"])
@pytest.mark.parametrize("size", [2, 3, 12, 30, 60])
def test_a_packed_text_cut_off_is_damaged_and_never_empty(
    tmp_path: Path, pack: Callable[[bytes], bytes], size: int
) -> None:
    packed = pack(page(1).encode())
    [row] = read(tmp_path / ("a.txt.gz" if pack is gzip.compress else "a.txt.zst"), packed[:size])
    assert row["reason"] == "unreadable"
    assert "damaged" in str(row["detail"])


@pytest.mark.parametrize("blank", [b"", b"\n", b"\n\n  \n\t\n"])
@pytest.mark.parametrize(
    ("name", "pack"), [("a.jsonl", bytes), ("a.jsonl.gz", gzip.compress), ("a.jsonl.zst", zstandard.compress)]
)
def test_blank_lines_alone_are_an_empty_file(
    tmp_path: Path, name: str, pack: Callable[[bytes], bytes], blank: bytes
) -> None:
    [row] = read(tmp_path / name, pack(blank))
    assert row["reason"] == "empty"


def test_frames_of_zstd_one_after_the_other_are_one_text(tmp_path: Path) -> None:
    packed = zstandard.compress(b"The harbour ") + zstandard.compress(b"council met.")
    [row] = read(tmp_path / "a.txt.zst", packed)
    assert row["text"] == "The harbour council met."


MEMBERS = {f"{number}.html": page(number) for number in range(5)}


class Pipe(io.RawIOBase):
    """What a program writes a zip to that cannot go back: sizes and checksums then follow the content."""

    def __init__(self) -> None:
        self.content = b""

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        self.content += bytes(data)  # type: ignore[call-overload]
        return len(data)  # type: ignore[arg-type]


def zipped(method: int, is_piped: bool = False) -> bytes:
    target: Pipe | io.BytesIO = Pipe() if is_piped else io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:  # type: ignore[arg-type]
        for name, text in MEMBERS.items():
            archive.writestr(name, text)
    return target.content if isinstance(target, Pipe) else target.getvalue()


def tarred() -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, text in MEMBERS.items():
            info = tarfile.TarInfo(name)
            info.size = len(text.encode())
            archive.addfile(info, io.BytesIO(text.encode()))
    return stream.getvalue()


ZIPS = {
    "deflated": lambda: zipped(zipfile.ZIP_DEFLATED),
    "stored": lambda: zipped(zipfile.ZIP_STORED),
    "piped": lambda: zipped(zipfile.ZIP_DEFLATED, is_piped=True),
}


@pytest.mark.parametrize("kind", ZIPS)
def test_a_zip_cut_off_gives_its_whole_members(tmp_path: Path, kind: str) -> None:
    content = ZIPS[kind]()
    assert reasons(read(tmp_path / "a.zip", content)) == [None] * 5
    rows = read(tmp_path / "a.zip", content[: len(content) * 6 // 10])
    assert 2 <= len(rows) - 1 <= 3
    assert [row["html"] for row in rows[:-1]] == list(MEMBERS.values())[: len(rows) - 1]
    assert (rows[-1]["source_path"], rows[-1]["reason"]) == (str(tmp_path / "a.zip"), "unreadable")
    # Only the list of members at the very end is missing: every member is whole.
    assert reasons(read(tmp_path / "a.zip", content[:-30])) == [None] * 5 + ["unreadable"]


@pytest.mark.parametrize("kind", ["deflated", "piped"])
def test_a_member_of_a_cut_zip_with_wrong_bytes_is_not_taken_for_whole(tmp_path: Path, kind: str) -> None:
    content = bytearray(ZIPS[kind]()[:-30])
    content[1000] ^= 0xFF
    rows = read(tmp_path / "a.zip", bytes(content))
    assert rows[-1]["reason"] == "unreadable"
    assert all(row["html"] in MEMBERS.values() for row in rows[:-1])


def test_a_damaged_member_of_a_whole_zip_fails_alone(tmp_path: Path) -> None:
    content = bytearray(zipped(zipfile.ZIP_STORED))
    content[content.index(b"Page 2.")] ^= 0xFF
    assert reasons(read(tmp_path / "a.zip", bytes(content))) == [None, None, "unreadable", None, None]


@pytest.mark.parametrize(("name", "pack"), [("a.tar", bytes), ("a.tar.gz", gzip.compress)])
def test_a_tar_cut_inside_a_member_gives_the_members_before(
    tmp_path: Path, name: str, pack: Callable[[bytes], bytes]
) -> None:
    content = pack(tarred())
    assert reasons(read(tmp_path / name, content)) == [None] * 5
    rows = read(tmp_path / name, content[: len(content) // 2])
    assert rows[-1]["source_path"] == str(tmp_path / name)
    assert rows[-1]["reason"] == "unreadable"
    good = [row for row in rows if row["reason"] is None]
    assert 1 <= len(good) <= 3
    assert [row["html"] for row in good] == list(MEMBERS.values())[: len(good)]


@pytest.mark.parametrize("header", [b"", b"x" * 512])
def test_a_tar_whose_next_header_is_broken_says_so(tmp_path: Path, header: bytes) -> None:
    content = tarred()
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        start = archive.getmembers()[2].offset
    broken = content[:start] + (header + content[start + 512 :] if header else content[start : start + 100])
    rows = read(tmp_path / "a.tar", broken)
    assert reasons(rows) == [None, None, "unreadable"]


def test_a_manifest_before_the_cut_still_speaks_for_the_members(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("manifest.csv", "file,url\n0.html,https://h.example/0\n9.html,https://h.example/9\n")
        archive.writestr("0.html", MEMBERS["0.html"])
        archive.writestr("1.html", MEMBERS["1.html"])
    content = stream.getvalue()
    rows = read(tmp_path / "a.zip", content[: content.index(b"1.html") + 2000])
    # What the manifest names beyond may stand behind the cut: nothing is called missing.
    assert [(row["url"], row["reason"]) for row in rows] == [("https://h.example/0", None), (None, "unreadable")]


@pytest.mark.parametrize("cut", [1, 5, 40, 900])
def test_a_table_cut_inside_its_last_text_does_not_give_half_of_it(tmp_path: Path, cut: int) -> None:
    rows = "text,url\n" + "".join(f'"{number} {TEXT}\n\nEnd.",u{number}\n' for number in range(3))
    content = rows[: rows.rindex('",u2') - cut + 1].encode()
    found = read(tmp_path / "a.csv", content)
    assert reasons(found) == [None, None, "bad_csv"]
    assert "ends inside a quoted field" in str(found[2]["detail"])


@pytest.mark.parametrize("last", ['a 5" pipe and more', '"a ""quoted"" word"', '"whole"', "no quotes"])
def test_a_last_row_that_is_whole_is_kept_whatever_quotes_it_has(tmp_path: Path, last: str) -> None:
    content = f"text,url\n{TEXT.replace(',', '')},u1\n{last},u2".encode()
    assert reasons(read(tmp_path / "a.csv", content)) == [None, None]
