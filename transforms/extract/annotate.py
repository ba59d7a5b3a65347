"""Texts in, rows out as JSON objects, without a warehouse. Offsets count into the text, which is never changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from itertools import accumulate, tee
from typing import Any

from transforms.extract.movements import directed_sides
from transforms.extract.readers import Readers
from transforms.extract.reading import read_each
from transforms.extract.rows import Context, Mention, Metric, Movement, Participant, Reading, Statement
from transforms.ingest.fields import parse_date
from transforms.limits import Guard, no_guard, tell_failure

Json = dict[str, Any]

_MENTION_FIELDS = tuple(name for name in Mention.__dataclass_fields__ if name != "sentence_no")


def annotate(readers: Readers, records: Iterable[Json], guard: Guard = no_guard) -> Iterator[Json]:
    """One object per record ``{"id", "text", "published_on"}``, in order, with sentences and all derived rows.

    ``published_on`` is a day (YYYY-MM-DD, or written out) or null; raises ValueError naming the record otherwise.
    A text that cannot be read gives ``{"id", "error"}``. Each is read inside ``guard``.
    """
    first, second = tee(records)
    texts = (("", record["text"], _context(record)) for record in first)
    for record, (_, reading) in zip(second, read_each(readers, texts, guard), strict=True):
        yield {"id": record["id"]} | (_error(reading) if isinstance(reading, Exception) else _objects(reading))


def _error(error: Exception) -> Json:
    return {"error": ": ".join(tell_failure(error))}


def _context(record: Json) -> Context:
    given = record.get("published_on")
    published_on = parse_date(given)
    if given and published_on is None:
        raise ValueError(f"record {record['id']!r}: published_on {given!r} is not a date; write YYYY-MM-DD")
    return Context(published_on)


def _objects(reading: Reading) -> Json:
    movements = [_movement(movement) for movement in reading.movements]
    # the first object of each movement
    numbers = [0, *accumulate(len(rows) for rows in movements)]
    return {
        "sentences": [{"start": s.start, "end": s.end} for s in reading.sentences],
        "mentions": [_mention(m) for m in reading.mentions],
        "dates": [_plain(asdict(d)) for d in reading.dates],
        "metrics": [_metric(q, numbers) for q in reading.metrics],
        "movements": [row for rows in movements for row in rows],
        "statements": [_statement(s) for s in reading.statements],
    }


def _mention(mention: Mention) -> Json:
    return {name: getattr(mention, name) for name in _MENTION_FIELDS}


def _metric(metric: Metric, movements: list[int]) -> Json:
    """``movement`` is the number of the movement's object; of two directions that of the first."""
    values = {name: getattr(metric, name) for name in Metric.__dataclass_fields__ if name not in ("subject", "told")}
    values["movement"] = movements[metric.movement] if metric.movement is not None else None
    values["entity_id"] = metric.subject.entity_id if metric.subject else None
    return _plain(values)


def _movement(movement: Movement) -> list[Json]:
    """One object, or one per direction of a reciprocal movement: "A met B" is A towards B and B towards A."""
    names = [name for name in Movement.__dataclass_fields__ if name != "participants"]
    values = _plain({name: getattr(movement, name) for name in names}) | {"trigger": movement.text}
    return [
        values | {"actors": [_participant(p) for p in actors], "recipients": [_participant(p) for p in recipients]}
        for actors, recipients in directed_sides(movement)
    ]


def _participant(participant: Participant) -> Json:
    mention = participant.mention
    values = {name: getattr(participant, name) for name in ("start", "end", "text", "country", "sector")}
    return values | {"name": mention.name if mention else None, "entity_id": mention.entity_id if mention else None}


def _statement(statement: Statement) -> Json:
    """The cue's own span stands in start, end and text, and once more as "cue" beside speaker and content."""
    mention = statement.mention
    values = {name: v for name, v in asdict(statement).items() if name not in ("mention", "whole")}
    cue = {name: values[name] for name in ("start", "end", "text")}
    names = {"name": mention.name if mention else None, "entity_id": mention.entity_id if mention else None}
    return values | names | {"cue": cue}


def _plain(values: Json) -> Json:
    return {name: v.isoformat() if isinstance(v, date) else v for name, v in values.items()}
