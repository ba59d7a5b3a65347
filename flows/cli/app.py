"""The ``newsledger`` command. Heavy libraries are imported by the command that needs them, never here."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli import keep, warehouse
from flows.cli.tables import new_console
from flows.settings import Settings, settings_for
from warehouse.legible import legible
from warehouse.masking import mask_secrets

if TYPE_CHECKING:
    from flows.run.summary import NightSummary

# No word leaves the machine, and Prefect's own log lines stay out of the way unless asked for.
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
os.environ.setdefault("DO_NOT_TRACK", "1")
os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
# A command that is stopped ends at once; the system frees its semaphores without a word.
os.environ.setdefault("PYTHONWARNINGS", "ignore::UserWarning:multiprocessing.resource_tracker")

app = typer.Typer(name="newsledger", add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
warehouse.add_commands(app)
keep.add_commands(app)
console = new_console(stderr=True)

Home = Annotated[Path | None, typer.Option("--home", help="Folder of the warehouse and everything beside it.")]
Inputs = Annotated[list[str] | None, typer.Option("--input", help="Files, folders or globs; may be given repeatedly.")]
Verbose = Annotated[bool, typer.Option("--verbose", help="Show the orchestrator's log lines.")]


@app.callback(invoke_without_command=True)
def newsledger(
    context: typer.Context, is_version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False
) -> None:
    """Turn raw news text into a DuckDB warehouse of documents, entities, metrics and movements."""
    if is_version:
        print(f"newsledger {version('newsledger')}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        print(context.get_help())


@app.command()
def run(
    paths: Annotated[list[str] | None, typer.Argument(help="More inputs, as after --input.")] = None,
    inputs: Inputs = None,
    home: Home = None,
    workers: Annotated[int | None, typer.Option(help="Processes that extract side by side.")] = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="Withdraw documents whose file is gone from the inputs.")
    ] = False,
    verbose: Verbose = False,
) -> None:
    """Run the whole night once: ingest, normalise, extract, validate, load, publish."""
    _quiet(verbose)
    settings = settings_for(home, workers=workers)
    summary = _run_night(_absolute([*(inputs or []), *(paths or [])]), settings, prune)
    if prune:
        keep.print_withdrawn(summary)


@app.command()
def backfill(
    inputs: Inputs = None,
    since: Annotated[str | None, typer.Option(help="First day (YYYY-MM-DD) of the input's published_on.")] = None,
    until: Annotated[str | None, typer.Option(help="Last day (YYYY-MM-DD).")] = None,
    outdated: Annotated[bool, typer.Option("--outdated", help="Read again what an older extractor read.")] = False,
    home: Home = None,
    verbose: Verbose = False,
) -> None:
    """Load a range of past days, or read documents again whose extractor is out of date."""
    _quiet(verbose)
    from flows.cli.summary import print_summary
    from flows.run.launch import launched
    from flows.run.progress import progress

    settings = settings_for(home)
    wanted = _absolute(inputs or [])
    with launched(wanted, settings, reads_input=not outdated) as run_id, progress.shown(console):
        from flows.backfill import backfill as backfill_flow

        summary = backfill_flow(wanted, settings, since, until, outdated, run_id)
    print_summary(summary, settings)


@app.command()
def replay(home: Home = None, verbose: Verbose = False) -> None:
    """Read again the files that hold quarantined records, after they or the rules were mended."""
    _quiet(verbose)
    from warehouse.quarantine import compare_replay, latest_dispositions, quarantined_files

    settings = settings_for(home)
    files, before = quarantined_files(settings.home), latest_dispositions(settings.home)
    if not files:
        console.print("nothing to replay: no quarantined record's file is still there")
        return
    summary = _run_night([str(path) for path in files], settings)
    for line in compare_replay(settings.home, before, files, summary.run_id).lines():
        print(line)


@app.command()
def serve(
    cron: Annotated[str, typer.Option(help="When the night starts, as a cron line.")] = "0 2 * * *",
    timezone: Annotated[str, typer.Option(help="Time zone of the cron line, as in Asia/Seoul.")] = "UTC",
    inputs: Inputs = None,
    home: Home = None,
) -> None:
    """Stay and run the night on its schedule (needs nothing else running)."""
    from flows.schedule import serve_nightly

    serve_nightly(cron, timezone, _absolute(inputs or []), settings_for(home))


@app.command()
def annotate(
    source: Annotated[Path, typer.Argument(help="JSON lines: {id, text, published_on}.")],
    target: Annotated[Path, typer.Argument(help="Where the rows go, one JSON object per line.")],
    workers: Annotated[int | None, typer.Option(help="Processes that read side by side.")] = None,
) -> None:
    """Text in, rows out, without a warehouse."""
    from flows.cli.annotation import annotate_file

    annotate_file(source, target, settings_for(None, workers=workers))


@app.command()
def why(
    text: Annotated[str, typer.Argument(help="A sentence, or a few.")],
    day: Annotated[str | None, typer.Option(help="The day it appeared, YYYY-MM-DD.")] = None,
) -> None:
    """Show what the reader weighs in a sentence: words that may tell an act, phrases and numbers, with scores."""
    from flows.cli.annotation import explain

    for line in explain(text, day, settings_for(None)):
        print(line)


def _run_night(inputs: list[str], settings: Settings, prune: bool = False) -> NightSummary:
    from flows.cli.summary import print_summary
    from flows.run.launch import launched
    from flows.run.progress import progress

    with launched(inputs, settings) as run_id, progress.shown(console):
        from flows.nightly import nightly

        summary = nightly(inputs, settings, run_id, prune)
    print_summary(summary, settings)
    return summary


def _absolute(paths: list[str]) -> list[str]:
    """Absolute without ``..``, links and globs left as they are: however a file is spelled, it is the same file."""
    return [os.path.abspath(Path(path).expanduser()) for path in paths]  # noqa: PTH100 - resolve() follows links


def _quiet(verbose: bool) -> None:
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "INFO" if verbose else "CRITICAL")


def main() -> None:
    """Entry point: any expected failure is one line on standard error and a non-zero exit, never a traceback."""
    from flows.run.failures import clear_tracebacks, one_line

    # At once: an exception that is raised inside a callback of the interpreter is swallowed. What this process started
    # ends with it.
    signal.signal(signal.SIGTERM, lambda *_: os._exit(143))
    try:
        code = app(standalone_mode=False)
    except (typer.Abort, KeyboardInterrupt):
        print("stopped; what was published before is untouched", file=sys.stderr)
        sys.exit(130)
    except Exception as error:  # noqa: BLE001 - a defect is printed whole, too, but without its leaking frames
        line = one_line(error)
        whole = f"error: {line}" if line else mask_secrets("".join(traceback.format_exception(error)))
        print(legible(whole), file=sys.stderr)
        clear_tracebacks(error)
        # At an ordinary exit, DuckDB objects that some frame still holds would print a wall of leak warnings.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(1)
    sys.exit(code if isinstance(code, int) else 0)
