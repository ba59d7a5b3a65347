"""Commands that read or switch the published warehouse."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.tables import new_console, print_rows
from flows.settings import settings_for
from warehouse.legible import legible

Home = Annotated[Path | None, typer.Option("--home", help="Folder of the warehouse and everything beside it.")]
FORMATS = ("table", "csv", "json")


def query(
    sql: Annotated[str, typer.Argument(help="One SQL question, a file of one (ending .sql), or - for standard input.")],
    home: Home = None,
    output: Annotated[str, typer.Option("--format", help="table, csv or json")] = "table",
    limit: Annotated[int | None, typer.Option(help="Rows to return at most.")] = None,
) -> None:
    """Ask the published warehouse; read-only, without files or network."""
    from warehouse.query import query as ask

    if output not in FORMATS:
        raise typer.BadParameter(f"--format is one of {', '.join(FORMATS)}")
    settings = settings_for(home)
    answer = ask(
        settings.home,
        _question(sql),
        limit or settings.query_row_limit,
        memory_mb=settings.query_memory_mb,
        timeout_seconds=settings.query_seconds,
    )
    if output == "csv":
        csv = answer.rows.write_csv()
        # A file keeps every byte; a terminal would obey some of them.
        sys.stdout.write(legible(csv) if sys.stdout.isatty() else csv)
    elif output == "json":
        print(answer.rows.write_json())
    else:
        print_rows(answer.rows.columns, answer.rows.rows())
    if answer.is_cut:
        print(f"only the first {answer.rows.height:,} rows; see --limit", file=sys.stderr)


def _question(sql: str) -> str:
    if sql == "-":
        return sys.stdin.read()
    return Path(sql).read_text(encoding="utf-8") if sql.endswith(".sql") else sql


def explain(
    row_id: Annotated[str, typer.Argument(metavar="ID", help="Any id of the warehouse.")], home: Home = None
) -> None:
    """From a row to its sentence, document, rule, model and run."""
    from warehouse.explain import explain as explain_row

    for line in explain_row(settings_for(home).home, row_id).lines():
        print(legible(line))


def status(home: Home = None) -> int:
    """How fresh the warehouse is: exit code 0 fresh, 1 stale or failed, 2 nothing published."""
    from warehouse.status import read_status

    settings = settings_for(home)
    found = read_status(settings.home, settings.stale_after_hours)
    print(legible(found.line), file=sys.stderr if found.exit_code else sys.stdout)
    return found.exit_code


def diff(home: Home = None) -> None:
    """What the last build changed against the one before it."""
    from warehouse.diff import diff_builds

    changes = diff_builds(settings_for(home).home)
    print_rows(changes.columns, changes.rows())


def rollback(
    home: Home = None,
    stay: Annotated[bool, typer.Option("--stay", help="Keep runs from publishing until --release.")] = False,
    release: Annotated[bool, typer.Option("--release", help="Let runs publish again.")] = False,
) -> None:
    """Publish the build before the present one; the next run publishes forward."""
    from warehouse.publish import rollback as roll_back
    from warehouse.rollback import read_rollback
    from warehouse.rollback import release as let_publish

    if stay and release:
        raise typer.BadParameter("--stay and --release are opposites: give one")
    folder = settings_for(home).home
    if release:
        let_publish(folder)
    else:
        print(f"published again: {roll_back(folder, stay)}")
    in_force = read_rollback(folder)
    if in_force:
        print(in_force.way_forward(folder))


def report(home: Home = None) -> None:
    """Where the last night's web page lies."""
    from warehouse.connect import WarehouseError, hint
    from warehouse.rollback import read_rollback

    folder = settings_for(home).home
    pages = sorted((folder / "reports").glob("*.html"))
    if not pages:
        raise WarehouseError(f"no night left a report in {folder}; run: {hint(folder, 'run --input PATH')}")
    print(pages[-1])
    in_force = read_rollback(folder)
    if in_force:
        print(f"the warehouse was {in_force.line()}; {in_force.way_forward(folder)}", file=sys.stderr)


def docs() -> None:
    """Print the data dictionary."""
    from expectations.dictionary import dictionary_markdown

    print(dictionary_markdown())


def doctor(home: Home = None) -> int:
    """Print settings, name lists in force and checks of this machine."""
    from flows.cli.doctor import run_doctor

    return run_doctor(settings_for(home), new_console())


COMMANDS = (query, explain, status, diff, rollback, report, docs, doctor)


def add_commands(app: typer.Typer) -> None:
    """Register the commands of this module."""
    for command in COMMANDS:
        app.command()(command)
