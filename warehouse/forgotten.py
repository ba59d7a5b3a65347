"""The list of documents that must not come again: digests alone, so that the list itself tells nothing of them."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path

import polars as pl

from transforms.ledger.dispositions import FORGOTTEN

_COLUMNS = ("digest", "forgotten_on")
# What a forgotten record told of itself, besides where it lies.
_TOLD = ("url", "publisher", "headline", "byline", "section", "text", "html", "raw_hash", "document_id")


def read_forgotten(home: Path) -> frozenset[str]:
    """The digests of forgotten documents and contents."""
    path = _path(home)
    if not path.exists():
        return frozenset()
    with path.open(encoding="utf-8", newline="") as lines:
        return frozenset(row["digest"] for row in csv.DictReader(lines))


def add_forgotten(home: Path, document_ids: Iterable[str], content_hashes: Iterable[str]) -> None:
    """Put documents and their contents on the list; what stands there already stays."""
    wanted = {_digest(value) for value in (*document_ids, *content_hashes)} - read_forgotten(home)
    path = _path(home)
    path.parent.mkdir(parents=True, exist_ok=True)
    earlier = path.read_text("utf-8") if path.exists() else ",".join(_COLUMNS) + "\n"
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    today = datetime.now(UTC).date().isoformat()
    with beside.open("w", encoding="utf-8") as file:
        file.write(earlier + "".join(f"{digest},{today}\n" for digest in sorted(wanted)))
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def keep_out_forgotten(raw: pl.DataFrame, digests: frozenset[str]) -> pl.DataFrame:
    """Raw records whose document or content is on the list lose what they tell and get the reason ``forgotten``."""
    if not digests:
        return raw
    named = raw.select("document_id", "raw_hash").iter_rows()
    found = pl.Series([any(value and _digest(value) in digests for value in row) for row in named], dtype=pl.Boolean)
    why = "{}: kept out, its document was forgotten; take it out of the input to hear no more of it"
    return raw.with_columns(
        *(pl.when(found).then(None).otherwise(pl.col(name)).alias(name) for name in _TOLD),
        reason=pl.when(found).then(pl.lit(FORGOTTEN)).otherwise(pl.col("reason")),
        detail=pl.when(found).then(pl.format(why, "source_path")).otherwise(pl.col("detail")),
    )


def _digest(value: str) -> str:
    return blake2b(value.encode(), digest_size=16, person=b"forgotten").hexdigest()


def _path(home: Path) -> Path:
    return home / "state" / "forgotten.csv"
