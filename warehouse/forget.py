"""``newsledger forget``: a document and all that came of it leave the home, and it does not come again.

What is on its way out is written down first (``state/forgetting.json``, ids only): whatever breaks off the work, the
next ``forget`` or the next night finishes it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import polars as pl

from transforms import ids
from transforms.normalise.publisher import host_of
from warehouse.connect import WarehouseError, open_database, published_path
from warehouse.corrections import drop_corrections_of
from warehouse.forgotten import add_forgotten
from warehouse.lock import hold
from warehouse.publish import published_builds
from warehouse.report import write_report
from warehouse.rewrite import Derive, rewrite_builds
from warehouse.scrub import (
    Quotes,
    files_that_quote,
    remove_broken_off_batches,
    remove_landed,
    scrub_line_counts,
    scrub_runs,
)
from warehouse.staging import read_stages, remove_documents, staged_documents

_VERDICT = "published; written anew when a document was forgotten"


@dataclass(frozen=True)
class Forgotten:
    """What left, and what is for the user to decide.

    ``same_text``: documents at other addresses that held the very same text and left with it; ``near_copies``: copies
    in other words, which stay. ``dropped_builds`` could not be read and are gone. ``still_quoting``: files below the
    home that still hold some of the text, because they hold other articles too.
    """

    document_ids: list[str]
    was_here: bool
    same_text: list[str] = field(default_factory=list)
    near_copies: list[str] = field(default_factory=list)
    builds_written: int = 0
    dropped_builds: list[Path] = field(default_factory=list)
    still_quoting: list[Path] = field(default_factory=list)


def forget(home: Path, names: list[str], derive: Derive | None = None) -> Forgotten:
    """Forget documents, named by id or address. ``derive`` computes what hangs on all documents, as for ``build``.

    Raises WarehouseError for a name that is neither, LockedError when a night is running.
    """
    if not home.is_dir():
        raise WarehouseError(f"there is no home at {home}; name it with --home")
    named = {document_named(name) for name in names}
    with hold(home):
        finish_forgetting(home, derive)
        documents = _all_versions(home)
        content = set(documents.filter(pl.col("document_id").is_in(list(named)))["content_hash"])
        same_text = set(documents.filter(pl.col("content_hash").is_in(list(content)))["document_id"]) - named
        going = named | same_text
        near_copies = _near_copies(home, going)
        add_forgotten(home, named, content)
        _note_pending(home, going, _first_run(home, documents, going))
        written, dropped, quoting = _erase(home, derive)
    was_here = bool(content)
    return Forgotten(sorted(named), was_here, sorted(same_text), near_copies, written, dropped, quoting)


def document_named(name: str) -> str:
    """The document id behind an id or an address. Raises WarehouseError for anything else."""
    from transforms.normalise import canonical_url

    if re.fullmatch(r"d[0-9a-f]{16}", name):
        return name
    if re.match(r"https?://[^\s]+$", name):
        return ids.document_id(canonical_url(name), "")
    raise WarehouseError(f"{name!r} is no document id (d and 16 digits) and no address (https://…)")


def finish_forgetting(home: Path, derive: Derive | None = None) -> None:
    """Go on with a forgetting that was broken off; nothing when there is none. Only for who holds the home."""
    if _pending(home).exists():
        _erase(home, derive)


def _erase(home: Path, derive: Derive | None) -> tuple[int, list[Path], list[Path]]:
    pending = json.loads(_pending(home).read_text("utf-8"))
    going = set(pending["document_ids"])
    documents = _all_versions(home).filter(pl.col("document_id").is_in(list(going)))
    quotes = Quotes([*documents["text"], *documents["url"].drop_nulls(), *going])
    scrub_runs(home, going, quotes)
    scrub_line_counts(home, quotes, {host for url in documents["url"].drop_nulls() if (host := host_of(url))})
    drop_corrections_of(home, going | set(documents["url"].drop_nulls()))
    remove_landed(home, _only_theirs(home, documents))
    remove_broken_off_batches(home)
    remove_documents(home, going)
    written, dropped = rewrite_builds(home, going, derive)
    _rewrite_reports(home, pending["first_run"])
    _pending(home).unlink()
    return written, dropped, files_that_quote(home, quotes)


def _all_versions(home: Path) -> pl.DataFrame:
    """Every version of every document that is staged or was refused by a contract."""
    columns = ["document_id", "content_hash", "url", "text", "source_path", "run_id"]
    staged = staged_documents(home, columns).select(columns)
    refused = []
    for path in sorted((home / "staged" / "runs").glob("*/quarantine.parquet")):
        rows = pl.read_parquet(path, glob=False).filter(pl.col("table_name") == "core.documents")
        for run_id, payload in rows.select("run_id", "payload").drop_nulls().iter_rows():
            told = json.loads(payload)
            refused.append({name: told.get(name) for name in columns} | {"run_id": run_id})
    rows = pl.DataFrame(refused, schema=staged.schema)
    return pl.concat([staged, rows.with_columns(pl.col("text").fill_null(""))])


def _near_copies(home: Path, going: set[str]) -> list[str]:
    """Documents of the same stories, as published."""
    if not published_path(home).exists():
        return []
    try:
        with open_database(published_path(home), read_only=True) as con:
            rows = con.execute(
                "select document_id from core.documents where story_id in "
                "(select story_id from core.documents where list_contains($1, document_id)) order by all",
                [sorted(going)],
            ).fetchall()
    except (WarehouseError, duckdb.Error):  # damaged, or of another version: it is written anew all the same
        return []
    return [document_id for (document_id,) in rows if document_id not in going]


def _first_run(home: Path, documents: pl.DataFrame, going: set[str]) -> str | None:
    """The first run that read one of the documents. Run ids begin with their time."""
    runs = documents.filter(pl.col("document_id").is_in(list(going)))["run_id"].drop_nulls().to_list()
    for path in (home / "staged" / "runs").glob("*/dispositions.parquet"):
        told = pl.read_parquet(path, columns=["document_id"], glob=False)["document_id"]
        if told.is_in(list(going)).any():
            runs.append(path.parent.name)
    return min(runs, default=None)


def _only_theirs(home: Path, documents: pl.DataFrame) -> set[str]:
    """Files from which nothing else was read than these documents."""
    others = _all_versions(home).filter(~pl.col("document_id").is_in(documents["document_id"].to_list()))
    return set(documents["source_path"].drop_nulls()) - set(others["source_path"])


def _rewrite_reports(home: Path, first_run: str | None) -> None:
    """Pages since the first run that read the documents: written anew where their build is kept, else removed."""
    builds = {build.stem: build for build in published_builds(home)}
    for page in sorted((home / "reports").glob("*.html")):
        if first_run is None or page.stem < first_run:
            continue
        page.unlink()
        if page.stem in builds:
            with open_database(builds[page.stem], read_only=True) as con:
                write_report(con, page.stem, _VERDICT, [], page, read_stages(home, page.stem))


def _note_pending(home: Path, going: set[str], first_run: str | None) -> None:
    path = _pending(home)
    beside = path.with_name(f".{path.name}")
    beside.write_text(json.dumps({"document_ids": sorted(going), "first_run": first_run}), "utf-8")
    beside.replace(path)


def _pending(home: Path) -> Path:
    return home / "state" / "forgetting.json"
