"""``newsledger annotate``: a JSON-lines file in, a JSON-lines file out, one line per input in the same order."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flows.run.interrupt import stopping_at_once
from flows.run.limits import Limits
from flows.run.workers import new_pool
from flows.settings import Settings

# Below this many texts one process is done before a second one has loaded its model.
_WORTH_A_POOL = 500
_TEXTS_PER_TASK = 100


class AnnotationError(Exception):
    """The input file cannot be annotated; the message names the file, the line and the fix."""


def annotate_file(source: Path, target: Path, settings: Settings) -> None:
    """Write one line per input line. Raises AnnotationError on a missing file or a line that is no record."""
    if not source.is_file():
        raise AnnotationError(f"{source}: no such file; give a JSON-lines file of {{id, text, published_on}}")
    records = list(_read(source))
    chunks = [records[at : at + _TEXTS_PER_TASK] for at in range(0, len(records), _TEXTS_PER_TASK)]
    given = settings.model, settings.gazetteers, settings.rates, settings.document_seconds
    rest = [[value] * len(chunks) for value in given]
    partial = target.with_name(target.name + ".partial")
    with stopping_at_once(lambda: partial.unlink(missing_ok=True)), partial.open("w", encoding="utf-8") as out:
        if settings.workers > 1 and len(records) > _WORTH_A_POOL:
            with new_pool(settings.workers) as pool:
                for lines in pool.map(annotate_chunk, chunks, *rest):
                    out.write(lines)
        else:
            out.writelines(map(annotate_chunk, chunks, *rest))
    partial.replace(target)


def explain(text: str, day: str | None, settings: Settings) -> Iterator[str]:
    """What the reader weighs in ``text``, line by line. Raises AnnotationError when ``day`` is no date."""
    from transforms.extract.readers import load_readers
    from transforms.extract.why import explain_text
    from transforms.ingest.fields import parse_date

    published_on = parse_date(day)
    if day and published_on is None:
        raise AnnotationError(f"--day {day!r} is not a date; write YYYY-MM-DD")
    return explain_text(load_readers(settings.model, settings.gazetteers), text, published_on)


def annotate_chunk(
    records: list[dict[str, Any]], model: str, gazetteers: Path | None, rates: Path | None, seconds: float
) -> str:
    """The output lines of some records; one whose text cannot be read in the given time has an ``error``."""
    from transforms.extract.annotate import annotate
    from transforms.extract.readers import load_readers

    readers, limits = load_readers(model, gazetteers, rates), Limits(seconds, 0)
    try:
        return "".join(_line(row) for row in annotate(readers, records, limits.guard))
    except ValueError as error:
        raise AnnotationError(str(error)) from error


def _line(row: dict[str, Any]) -> str:
    line = json.dumps(row, ensure_ascii=False)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:  # half a surrogate pair, which came as an escape and leaves as one
        line = json.dumps(row)
    return line + "\n"


def _read(source: Path) -> Iterator[dict[str, Any]]:
    with source.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield _record(source, number, line)


def _record(source: Path, number: int, line: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise AnnotationError(f"{source} line {number}: not JSON ({error.msg}); mend or remove the line") from error
    if not isinstance(record, dict) or "id" not in record or not isinstance(record.get("text"), str):
        raise AnnotationError(f"{source} line {number}: needs an object with 'id' and a string 'text'")
    return record
