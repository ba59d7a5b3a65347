"""WARC and WET: pages and page texts as web crawlers store them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

from transforms.ingest.decoding import UndecodableError, decode_html
from transforms.ingest.limits import MAX_RECORD_BYTES, in_mib
from transforms.ingest.opening import DamagedError, GoodBytes
from transforms.ingest.records import page_row, text_row
from transforms.ingest.rows import RawRow, failed_row
from transforms.ingest.sources import Source

# Requests, crawl metadata and the like describe the crawl; only these carry what a reader saw.
_CONTENT_RECORDS = ("response", "resource", "conversion")
_PAGES = ("text/html", "application/xhtml+xml")
_BLOCK_BYTES = 1 << 16


def read_web_archive(source: Source, stream: BinaryIO) -> Iterator[RawRow]:
    """One row per page (WARC response or resource) or page text (WET conversion); images and errors fail by name.

    Raises DamagedError after the last whole record of a file that is cut off or broken.
    """
    record_no = 0
    try:
        # The headers of the web server are parsed here: warcio takes a record that ends among them for the end.
        for record in ArchiveIterator(GoodBytes(stream), no_record_parse=True, check_digests=False):
            _require_header(record)
            row = _row(source, record_no, record) if record.rec_type in _CONTENT_RECORDS else None
            _require_body(record)
            if row is not None:
                yield row
                record_no += 1
    except ArchiveLoadFailed as error:
        raise DamagedError(str(error).strip().split("\n")[0]) from error
    if record_no == 0:
        yield failed_row(source.path, 0, source.format, "empty", f"{source.path}: holds no pages; check the crawl")


def _require_header(record: Any) -> None:
    """Raise DamagedError for a record without what every record must have: its header is cut off."""
    length = record.rec_headers.get_header("Content-Length") or ""
    if record.format == "warc" and not (record.rec_type and length.strip().isdigit()):
        raise DamagedError("it ends inside the header of a record")


def _require_body(record: Any) -> None:
    """Raise DamagedError when fewer bytes follow than the record's header says."""
    while record.raw_stream.read(_BLOCK_BYTES):
        pass
    if getattr(record.raw_stream, "limit", 0):
        raise DamagedError("it ends inside a record")


def _row(source: Source, record_no: int, record: Any) -> RawRow:
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    http = record.http_headers = _read_http_headers(record) if url.startswith(("http:", "https:")) else None
    media = (http.get_header("Content-Type") if http else record.content_type) or ""
    media, _, parameters = media.partition(";")
    status = http.get_statuscode() if http else "200"
    where = f"{source.path} record {record_no + 1} ({url or 'no address'})"
    if status != "200" or media.strip().lower() not in (*_PAGES, "text/plain"):
        what = f"HTTP status {status}" if status != "200" else media.strip() or "no media type"
        detail = f"{where}: {what}, not a page; nothing to do"
        return failed_row(source.path, record_no, source.format, "not_a_record", detail)
    data = record.content_stream().read(MAX_RECORD_BYTES + 1)
    if len(data) > MAX_RECORD_BYTES:
        detail = f"{where}: longer than {in_mib(MAX_RECORD_BYTES)}; leave it out of the crawl"
        return failed_row(source.path, record_no, source.format, "too_large", detail)
    try:
        charset = parameters.lower().partition("charset=")[2].strip(" \"'") or None
        text, encoding = decode_html(data, charset)
    except UndecodableError as error:
        return failed_row(source.path, record_no, source.format, "unreadable", f"{where}: {error}; leave it out")
    sidecar = {**source.sidecar, "url": url}
    if media.strip().lower() in _PAGES:
        return page_row(source.path, record_no, source.format, text, encoding, sidecar)
    return text_row(source.path, record_no, source.format, text, encoding, sidecar)


def _read_http_headers(record: Any) -> Any:
    """What the web server said before the page; None when the record holds the page alone."""
    if record.rec_type != "response":
        return None
    try:
        return StatusAndHeadersParser(["HTTP/1.0", "HTTP/1.1"], verify=False).parse(record.raw_stream)
    except (EOFError, StatusAndHeadersParserException):
        return None
