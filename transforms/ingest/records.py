"""Fields of one record, wherever they come from, to one RawRow."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any
from urllib.parse import unquote, urlsplit

from transforms import ids
from transforms.ingest.decoding import is_binary, repair_text
from transforms.ingest.fields import parse_date, pick_fields
from transforms.ingest.limits import MAX_FIELD_CHARACTERS
from transforms.ingest.rows import RawRow, failed_row

_FIRST_LINE_URL = re.compile(
    r"\A[\s\ufeff]*(?:(?:url|source|link)\s*[:=]\s*)?<?(https?://[^\s<>]+)>?[ \t]*(?:\r?\n|\r|\Z)", re.I
)
# "www.paper.com/news/..." or, copied out of a share link, "www.paper.com%2Fnews%2F...".
_BARE_URL = re.compile(
    r"\A[\s\ufeff]*(?:https?%3A%2F%2F)?(www\.[\w-]+(?:\.[\w-]+)+(?:/|%2F)[^\s<>]+)[ \t]*(?:\r?\n|\r|\Z)", re.I
)
_HTML_START = re.compile(
    r"\A[\s\ufeff]*(?:<!--(?:(?!-->).)*-->\s*)*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_HTML_INSIDE = re.compile(r"</(?:p|div|article|h[1-6]|span)>|<br\s*/?>", re.I)
_METADATA = ("url", "publisher", "headline", "byline", "section", "language")


def _refused_alone(build: Callable[..., RawRow]) -> Callable[..., RawRow]:
    """A record that some library cannot stand fails by itself; those beside it are read."""

    @wraps(build)
    def guarded(path: str, record_no: int, format: str, *rest: Any) -> RawRow:
        try:
            return build(path, record_no, format, *rest)
        except Exception as error:  # noqa: BLE001
            what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
            detail = f"{path} record {record_no + 1}: {what}; mend or remove the record"
            return failed_row(path, record_no, format, "unreadable", detail)

    return guarded


@_refused_alone
def text_row(path: str, record_no: int, format: str, text: str, encoding: str, sidecar: Mapping[str, Any]) -> RawRow:
    """The row of a plain text or page: a web address alone on the first line is its url and leaves the text."""
    url, text = _split_url(text)
    if not text.strip():
        where = "is empty" if url is None else "holds nothing but a web address"
        return failed_row(path, record_no, format, "empty", f"{path}: {where}; put the article's text into it")
    fields = {"html" if looks_like_page(text) else "text": text, "url": url or ""}
    return _build(path, record_no, format, fields, encoding, sidecar)


@_refused_alone
def page_row(path: str, record_no: int, format: str, html: str, encoding: str, fields: Mapping[str, Any]) -> RawRow:
    """The row of an HTML page; ``fields`` is metadata known from outside the page (sidecar, WARC address)."""
    if not html.strip():
        return failed_row(path, record_no, format, "empty", f"{path}: is empty; fetch the page again")
    return _build(path, record_no, format, {"html": html}, encoding, fields)


@_refused_alone
def record_row(
    path: str, record_no: int, format: str, record: Mapping[str, Any], encoding: str, sidecar: Mapping[str, Any]
) -> RawRow:
    """The row of a JSON object, a CSV line or a Parquet row."""
    fields = pick_fields(record)
    body = fields.get("text") or fields.get("html")
    if not body or not body.strip():
        names = ", ".join(map(str, list(record)[:8])) or "none"
        where = f"{path} record {record_no + 1}"
        detail = f"{where}: no article text among its fields ({names}); see transforms/ingest/fields.toml"
        return failed_row(path, record_no, format, "no_text", detail)
    if is_binary(body):
        detail = f"{path} record {record_no + 1}: its text is binary data; export the article as text"
        return failed_row(path, record_no, format, "unreadable", detail)
    if "text" in fields and (looks_like_page(body) or len(_HTML_INSIDE.findall(body)) >= 2):
        fields["html"] = fields.pop("text")
    elif "text" in fields:
        fields["text"] = _with_dateline(fields["text"], fields.get("dateline"))
    return _build(path, record_no, format, fields, encoding, sidecar)


def looks_like_page(text: str) -> bool:
    """Whether a text is an HTML page, whatever its file is called."""
    return _HTML_START.match(text[:2000]) is not None


def _split_url(text: str) -> tuple[str | None, str]:
    """(address on the first line, the text below it)."""
    if found := _FIRST_LINE_URL.match(text):
        return found.group(1), text[found.end() :]
    if found := _BARE_URL.match(text):
        return f"https://{unquote(found.group(1))}", text[found.end() :]
    return None, text


def _readable_url(url: str | None) -> str | None:
    """The address, unless no program can take it apart ("https://[abc]/"): then the text has none."""
    try:
        urlsplit(url or "")
    except ValueError:
        return None
    return url


def _with_dateline(text: str, dateline: str | None) -> str:
    """Newswire keeps "TOKYO, March 3 -" in a field of its own; readers expect it before the first sentence."""
    if not dateline or text.lstrip().startswith(dateline.strip()):
        return text
    return f"{dateline.strip()} {text.lstrip()}"


def _build(
    path: str, record_no: int, format: str, fields: Mapping[str, Any], encoding: str, sidecar: Mapping[str, Any]
) -> RawRow:
    outside = pick_fields(sidecar)
    known = {name: outside.get(name) or fields.get(name) for name in _METADATA}
    known = {name: value if len(value or "") <= MAX_FIELD_CHARACTERS else None for name, value in known.items()}
    known["url"] = _readable_url(known["url"])
    published_on = parse_date(outside.get("published_on")) or parse_date(fields.get("published_on"))
    text, html = fields.get("text"), fields.get("html") if not fields.get("text") else None
    row = RawRow(path, record_no, format, encoding=encoding)
    row.text = repair_text(text) if text else None
    row.html = repair_text(html) if html else None
    for name, value in known.items():
        setattr(row, name, repair_text(value).strip() if value else None)
    row.published_on, row.published_basis = published_on, "manifest" if published_on else None
    # The record's own headline tells apart two newswire stories whose whole text is "Shr 10 cts vs 5 cts".
    row.raw_hash = ids.content_hash("\n".join(filter(None, (fields.get("headline"), text or html))))
    return row
