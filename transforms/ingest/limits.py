"""How large things may be. What is larger is refused with the reason ``too_large``; README.md lists these bounds."""

from __future__ import annotations

_MIB = 1 << 20

# One article, or one line, row or element of a collection; anything longer is a packing mistake.
MAX_RECORD_BYTES = 32 * _MIB
# The names of a table's columns.
MAX_HEADER_CHARACTERS = _MIB
# A manifest or meta file.
MAX_SIDECAR_BYTES = 32 * _MIB
# Parquet is read from its end: a packed one is unpacked to disk first.
MAX_UNPACKED_TABLE_BYTES = 4096 * _MIB
# A day, an author, a section …: longer values are no metadata but text in the wrong field.
MAX_FIELD_CHARACTERS = 10_000
MAX_DATE_CHARACTERS = 100
# Lists and objects in one another.
MAX_FIELD_DEPTH = 20


def in_mib(size: int) -> str:
    """Bytes as people say them. Example: 33554432 → "32 MiB"."""
    return f"{size // _MIB:,} MiB"
