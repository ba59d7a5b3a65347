"""Every id of the warehouse is made here, from the fewest stable fields, so that cleaning never changes an id.

Ids are the first 16 hexadecimal digits of a BLAKE2b digest (64 bits: among ten million rows of a table
a collision has a chance of about 3 in a million), prefixed with a letter that tells the table.
"""

from __future__ import annotations

from hashlib import blake2b

_SEPARATOR = "\x1f"


def _digest(*fields: object) -> str:
    joined = _SEPARATOR.join("" if field is None else str(field) for field in fields)
    return blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def content_hash(text: str) -> str:
    """Digest of a raw text: two records with equal hashes carry the same content."""
    return _digest("content", text)


def record_id(source_path: str, record_no: int) -> str:
    """One input record: the record_no-th (from 0) of one file or archive member."""
    return "r" + _digest(source_path, record_no)


def document_id(url: str | None, raw_hash: str) -> str:
    """A document is its address; a text without an address is its content."""
    return "d" + (_digest("url", url) if url else _digest("text", raw_hash))


def batch_id(document_ids: list[str], extractor: str) -> str:
    """A staged batch: its documents and the extractor (code and model version) that read them."""
    return "b" + _digest(extractor, *sorted(document_ids))


def entity_id(kind: str, name: str) -> str:
    """A canonical entity: kind and canonical name; letter case and hyphens do not tell two apart."""
    return "e" + _digest(kind, name.casefold().replace("-", " "))


def row_id(prefix: str, document: str, start: int, end: int, *more: object) -> str:
    """A derived row ("m" mention, "q" metric, "v" movement): its document, its span and what else tells two apart."""
    return prefix + _digest(document, start, end, *more)
