"""Commands about what is kept and what is not: forget a document, look at what was set aside."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.tables import print_rows
from flows.settings import settings_for
from warehouse.legible import legible

if TYPE_CHECKING:
    from flows.run.summary import NightSummary

Home = Annotated[Path | None, typer.Option("--home", help="Folder of the warehouse and everything beside it.")]
_SHOWN = 20


def forget(
    documents: Annotated[list[str], typer.Argument(metavar="DOCUMENT|URL", help="Document ids or addresses.")],
    home: Home = None,
) -> int:
    """Remove documents and all that came of them, everywhere below the home, and keep them out from now on."""
    from warehouse.derive import derive_stories_and_events
    from warehouse.forget import forget as forget_documents

    told = forget_documents(settings_for(home).home, documents, derive_stories_and_events)
    here = f"; database files written anew: {told.builds_written}" if told.was_here else "; nothing of it was here"
    print(f"forgotten and kept out from now on: {', '.join(told.document_ids)}{here}")
    if told.same_text:
        print(f"gone as well, with the very same text at other addresses: {', '.join(told.same_text)}")
    if told.near_copies:
        print(f"copies in other words stay, forget them too if need be: {', '.join(told.near_copies)}")
    for path in told.dropped_builds:
        print(legible(f"removed, too old to be written anew: {path}"))
    for path in told.still_quoting:
        print(legible(f"{path}: still holds some of the text among other things; take it out there"), file=sys.stderr)
    return 1 if told.still_quoting else 0


def quarantine(
    reason: Annotated[str | None, typer.Argument(metavar="REASON", help="List what was set aside for it.")] = None,
    home: Home = None,
    limit: Annotated[int, typer.Option(min=1, help="Rows to list at most.")] = 100,
) -> None:
    """What is set aside and not yet mended: by reason with a sample, or one by one for a REASON."""
    from warehouse.connect import WarehouseError
    from warehouse.quarantine import by_reason, of_reason, read_quarantine

    found = read_quarantine(settings_for(home).home)
    if reason is None:
        counted = by_reason(found)
        print_rows(counted.columns, counted.rows())
        return
    listed = of_reason(found, reason)
    if listed.is_empty():
        known = ", ".join(sorted(set(found["reason"]))) or "none: nothing is set aside"
        raise WarehouseError(f"nothing is set aside for {reason!r}; reasons are: {known}")
    shown = listed.select("what", "id", "document_id", "file", "record_no", "detail", "run_id").head(limit)
    print_rows(shown.columns, shown.rows())
    if listed.height > limit:
        print(f"only the first {limit:,} of {listed.height:,}; see --limit", file=sys.stderr)


def print_withdrawn(summary: NightSummary) -> None:
    """Name the documents that ``--prune`` took out."""
    from warehouse.withdrawals import list_withdrawn

    rows = list_withdrawn(summary.warehouse, summary.run_id)
    print(f"withdrawn, their files are gone: {len(rows):,}" if rows else "withdrawn: none, every file is still there")
    for document_id, source_path in rows[:_SHOWN]:
        print(legible(f"  {document_id}  {source_path}"))
    if len(rows) > _SHOWN:
        print("  … all of them: newsledger query \"from meta.dispositions where disposition = 'withdrawn'\"")


def add_commands(app: typer.Typer) -> None:
    """Register the commands of this module."""
    app.command()(forget)
    app.command()(quarantine)
