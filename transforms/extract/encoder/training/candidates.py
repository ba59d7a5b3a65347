"""What the exact readers find in the annotated passages: the dates, numbers and names that a label may fall on.

python -m transforms.extract.encoder.training.candidates PASSAGES.jsonl TARGET.jsonl

Runs in newsledger's own environment; the training that follows needs neither spaCy nor the name lists.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from transforms.extract.language_model import load_model
from transforms.extract.reading import read_exact
from transforms.extract.roles.codes import code_of
from transforms.extract.rows import Context


def find_candidates(passages: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """One object per passage: dates with their days, number spans, and mentions with a country (or IGO, NGO)."""
    texts = ((row["text"], row) for row in passages)
    for doc, row in load_model().pipe(texts, as_tuples=True):
        exact = read_exact(doc, Context(date.fromisoformat(row["published_on"])))
        named = ((m, code_of(m)[0]) for m in exact.names.mentions)
        yield {
            "id": row["id"],
            "dates": [
                {
                    "start": d.start,
                    "end": d.end,
                    "date_start": _day(d.date_start),
                    "date_end": _day(d.date_end),
                    "rule": d.rule,
                }
                for d in exact.dates
            ],
            "numbers": [{"start": m.start, "end": m.end} for m in exact.metrics],
            "mentions": [{"start": m.start, "end": m.end, "code": code} for m, code in named if code],
        }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:3])
    rows = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines()]
    target.write_text("".join(json.dumps(row) + "\n" for row in find_candidates(rows)), encoding="utf-8")
