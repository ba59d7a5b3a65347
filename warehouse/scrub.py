"""What a home says of a document beside its rows: run records, line counts, left-over work, its file in landing."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

import polars as pl

from transforms.ledger.dispositions import FORGOTTEN
from warehouse.staging import MARKER

# Free text that shares so many characters in a row with a document quotes it.
_WINDOW = 12
_SHORTEST_PIECE = 3
_REMOVED = "removed with a document that was forgotten"
# A line fewer documents of a publisher carry is no page furniture yet, but may be a line of what is forgotten.
_FEWEST_DOCUMENTS = 4
# Short enough to lie within one line of a wrapped file.
_NEEDLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ]{22,38}[A-Za-z0-9]")


class Quotes:
    """Tells whether a line quotes one of the texts: a run of characters, or a whole value between separators."""

    def __init__(self, texts: Iterable[str]) -> None:
        as_written = list(texts)
        self._lines = {line for text in as_written for line in text.splitlines()}
        self._texts = [" ".join(text.split()) for text in as_written]
        self._joined = "\n".join(self._texts)
        self._windows = {text[at : at + _WINDOW] for text in self._texts for at in range(len(text) - _WINDOW + 1)}

    def found_in(self, line: str) -> bool:
        """True if the line quotes a text. Example: "value 12; Ada Moreno" where Ada Moreno is named → True."""
        plain = " ".join(line.split())
        if any(plain[at : at + _WINDOW] in self._windows for at in range(len(plain) - _WINDOW + 1)):
            return True
        pieces = (piece.strip() for piece in re.split(r"[;,:|'\"]", plain))
        return any(len(piece) >= _SHORTEST_PIECE and piece in self._joined for piece in pieces)

    def needles(self) -> list[bytes]:
        """Stretches that stand the same in any encoding or escape, to look for in files."""
        found = {stretch for line in self._lines for stretch in _NEEDLE.findall(line)}
        return [stretch.encode() for stretch in sorted(found)[:200]]


def scrub_runs(home: Path, document_ids: set[str], quotes: Quotes) -> None:
    """Take the documents out of what runs said: their records count as forgotten, their set-aside rows go, and lines
    that quote them lose the quotation."""
    for folder in sorted((home / "staged" / "runs").iterdir() if (home / "staged" / "runs").exists() else ()):
        for leftover in folder.glob(".*"):
            leftover.unlink()
        records = _records_set_aside(folder, document_ids)
        for path in sorted(folder.glob("*.parquet")):
            frame = pl.read_parquet(path, glob=False)
            scrubbed = _without(path.stem, frame, document_ids, records)
            scrubbed = _unquoted(path.stem, scrubbed, quotes)
            if not scrubbed.equals(frame):
                unfinished = path.with_name(f".{path.name}")
                scrubbed.write_parquet(unfinished)
                unfinished.replace(path)


def _records_set_aside(folder: Path, document_ids: set[str]) -> list[str]:
    """Input records of a run that were refused as one of the documents."""
    path = folder / "quarantine.parquet"
    if not path.exists():
        return []
    rows = pl.read_parquet(path, columns=["record_id", "document_id"], glob=False)
    return rows.filter(pl.col("document_id").is_in(list(document_ids)))["record_id"].drop_nulls().to_list()


def _without(table: str, frame: pl.DataFrame, document_ids: set[str], records: list[str]) -> pl.DataFrame:
    if not {"document_id", "record_id"} <= set(frame.columns):
        return frame
    ours = (pl.col("document_id").is_in(list(document_ids)) | pl.col("record_id").is_in(records)).fill_null(False)
    if table != "dispositions":
        return frame.filter(~ours)
    return frame.with_columns(
        disposition=pl.when(ours).then(pl.lit(FORGOTTEN)).otherwise("disposition"),
        reason=pl.when(ours).then(pl.lit(FORGOTTEN)).otherwise("reason"),
        detail=pl.when(ours).then(None).otherwise("detail"),
        document_id=pl.when(ours).then(None).otherwise("document_id"),
    )


def _unquoted(table: str, frame: pl.DataFrame, quotes: Quotes) -> pl.DataFrame:
    if "detail" not in frame.columns:
        return frame
    # What a check that passed says is its meaning, without examples.
    may_quote = ~pl.col("passed") if table == "checks" else pl.lit(True)
    told = frame.filter(may_quote)["detail"].drop_nulls().unique()
    quoting = [line for line in told.to_list() if quotes.found_in(line)]
    scrubbed = pl.when(may_quote & pl.col("detail").is_in(quoting)).then(pl.lit(_REMOVED)).otherwise(pl.col("detail"))
    return frame.with_columns(detail=scrubbed) if quoting else frame


def scrub_line_counts(home: Path, quotes: Quotes, publishers: set[str]) -> None:
    """Lines that may come from the documents leave the counts by which page furniture is learnt."""
    path = home / "state" / "line_counts.parquet"
    if not path.exists():
        return
    counts = pl.read_parquet(path, glob=False)
    if not {"publisher", "line", "documents"} <= set(counts.columns):
        return
    together = counts.filter(pl.col("publisher").is_in(list(publishers))).group_by("publisher", "line")
    rare = together.agg(pl.col("documents").sum()).filter(
        (pl.col("documents") < _FEWEST_DOCUMENTS)
        | pl.col("line").map_elements(quotes.found_in, return_dtype=pl.Boolean).fill_null(False)
    )
    unfinished = path.with_name(f".{path.name}")
    left = counts.join(rare, on=["publisher", "line"], how="anti", nulls_equal=True, maintain_order="left")
    left.write_parquet(unfinished)
    unfinished.replace(path)


def remove_broken_off_batches(home: Path) -> None:
    """Batches that were never completed, and files a dead writer left in complete ones."""
    for folder in (home / "staged" / "batches").glob("*"):
        if folder.name.startswith(".") or not (folder / MARKER).exists():
            shutil.rmtree(folder)
            continue
        for leftover in folder.glob(".*"):
            leftover.unlink()


def remove_landed(home: Path, source_paths: set[str]) -> None:
    """Files in the home's landing folder that hold nothing but one of the documents, with what lies beside them."""
    for source in sorted(source_paths):
        path = Path(source)
        if not path.is_relative_to(home / "landing") or not path.is_file():
            continue
        path.unlink()
        for meta in (path.with_name(path.name + ".meta.json"), path.with_suffix(".meta.json")):
            meta.unlink(missing_ok=True)
        for folder in [parent for parent in path.parents if parent.is_relative_to(home / "landing")]:
            _leave_manifest(folder / "manifest.jsonl", path.relative_to(folder).as_posix())


def _leave_manifest(manifest: Path, name: str) -> None:
    if not manifest.is_file():
        return
    lines = manifest.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if _file_named_in(line) != name]
    if len(kept) < len(lines):
        manifest.write_text("".join(kept), "utf-8")


def _file_named_in(line: str) -> str | None:
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    return str(entry.get("file") or entry.get("filename")) if isinstance(entry, dict) else None


def files_that_quote(home: Path, quotes: Quotes) -> list[Path]:
    """Files below the home that still hold a stretch of the texts as plain bytes."""
    needles = quotes.needles()
    packed = (".parquet", ".duckdb")
    files = [path for path in sorted(home.rglob("*")) if path.is_file() and path.suffix not in packed]
    return [path for path in files if _holds(path, needles)]


def _holds(path: Path, needles: list[bytes]) -> bool:
    longest = max(map(len, needles), default=0)
    with path.open("rb") as file:
        kept = b""
        while block := file.read(1 << 22):
            text = kept + block
            if any(needle in text for needle in needles):
                return True
            kept = text[-longest:] if longest else b""
    return False
