"""WARC and WET: pages and page texts as web crawlers store them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from transforms.ingest.decoding import UndecodableError, decode_html
from transforms.ingest.opening import MAX_RECORD_BYTES
from transforms.ingest.records import page_row, text_row
from transforms.ingest.rows import RawRow, failed_row
from transforms.ingest.sources import Source

# Requests, crawl metadata and the like describe the crawl; only these carry what a reader saw.
_CONTENT_RECORDS = ("response", "resource", "conversion")
_PAGES = ("text/html", "application/xhtml+xml")


def read_web_archive(source: Source, stream: BinaryIO) -> Iterator[RawRow]:
    """One row per page (WARC response or resource) or page text (WET conversion); images and errors fail by name."""
    record_no = 0
    try:
        for record in ArchiveIterator(stream, check_digests=False):
            if record.rec_type in _CONTENT_RECORDS:
                yield _row(source, record_no, record)
                record_no += 1
    except ArchiveLoadFailed as error:
        reason = str(error).strip().split("\n")[0]
        detail = f"{source.path}: damaged after {record_no} good records ({reason}); fetch the file again"
        yield failed_row(source.path, record_no, source.format, "unreadable", detail)
        return
    if record_no == 0:
        yield failed_row(source.path, 0, source.format, "empty", f"{source.path}: holds no pages; check the crawl")


def _row(source: Source, record_no: int, record: Any) -> RawRow:
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    http = record.http_headers
    media = (http.get_header("Content-Type") if http else record.content_type) or ""
    media, _, parameters = media.partition(";")
    status = http.get_statuscode() if http else "200"
    where = f"{source.path} record {record_no + 1} ({url})"
    if status != "200" or media.strip().lower() not in (*_PAGES, "text/plain"):
        what = f"HTTP status {status}" if status != "200" else media.strip() or "no media type"
        detail = f"{where}: {what}, not a page; nothing to do"
        return failed_row(source.path, record_no, source.format, "not_a_record", detail)
    data = record.content_stream().read(MAX_RECORD_BYTES + 1)
    if len(data) > MAX_RECORD_BYTES:
        detail = f"{where}: longer than {MAX_RECORD_BYTES // 2**20} MiB; leave it out of the crawl"
        return failed_row(source.path, record_no, source.format, "too_large", detail)
    try:
        charset = parameters.lower().partition("charset=")[2].strip(" \"'") or None
        text, encoding = decode_html(data, charset)
    except UndecodableError as error:
        return failed_row(source.path, record_no, source.format, "unreadable", f"{where}: {error}; leave it out")
    sidecar = {**source.sidecar, "url": url.strip("<>")}
    if media.strip().lower() in _PAGES:
        return page_row(source.path, record_no, source.format, text, encoding, sidecar)
    return text_row(source.path, record_no, source.format, text, encoding, sidecar)
