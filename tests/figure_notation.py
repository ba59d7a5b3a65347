"""How the tests of the grammar of figures write a reading: "5 to 7 kg cost $3" is ``5..7 kilogram; 3 usd``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import isclose
from pathlib import Path
from typing import Any

import transforms.extract.metrics
from transforms.extract.dates import read_dates
from transforms.extract.entities import read_names
from transforms.extract.language_model import load_model
from transforms.extract.metrics import read_metrics
from transforms.extract.rows import Context, Metric

PRODUCTIONS = Path(transforms.extract.metrics.__file__).parent / "data" / "productions.toml"
Figure = tuple[tuple[float, ...], str]


@dataclass(frozen=True, slots=True)
class Line:
    """A text with the figures it holds."""

    production: str
    role: str
    text: str
    figures: tuple[Figure, ...]


def read_productions() -> list[Line]:
    """Every example and look-alike of the grammar."""
    found = []
    for production in tomllib.loads(PRODUCTIONS.read_text(encoding="utf-8"))["production"]:
        for role in ("examples", "counter"):
            for line in production.get(role, "").strip().splitlines():
                text, _, figures = line.rpartition(" =>")
                found.append(Line(production["name"], role, text, parse_figures(figures)))
    return found


@cache
def read_closure() -> dict[str, Any]:
    """What the tests combine: numbers, scales, units, currencies and the frames they stand in."""
    closure: dict[str, Any] = tomllib.loads(PRODUCTIONS.read_text(encoding="utf-8"))["closure"]
    return closure


def parse_figures(written: str) -> tuple[Figure, ...]:
    """The figures of a line: values (one, or the two ends of a range) and unit."""
    found = []
    for part in filter(None, (part.strip() for part in written.split(";"))):
        value, _, unit = part.partition(" ")
        found.append((tuple(float(end) for end in value.split("..")), unit))
    return tuple(found)


def read_figures(texts: Iterable[str]) -> list[tuple[Figure, ...]]:
    """What the exact reader finds in each text, in the notation of the data file."""
    context = Context(date(2025, 11, 6))
    return [
        tuple(map(_figure, read_metrics(doc, context, read_names(doc, context), read_dates(doc, context))))
        for doc in load_model().pipe(texts)
    ]


def _figure(row: Metric) -> Figure:
    ends = (row.value,) if row.value is not None else (row.value_low, row.value_high)
    return tuple(float("nan") if end is None else end for end in ends), row.unit or "-"


def is_same(found: tuple[Figure, ...], expected: tuple[Figure, ...]) -> bool:
    """True if both hold the same figures, values to nine digits."""
    return len(found) == len(expected) and all(
        unit == other
        and len(ends) == len(others)
        and all(isclose(a, b, rel_tol=1e-9) for a, b in zip(ends, others, strict=True))
        for (ends, unit), (others, other) in zip(found, expected, strict=True)
    )


def spell_figures(figures: tuple[Figure, ...]) -> str:
    """The figures as the data file writes them."""
    return "; ".join(f"{'..'.join(f'{end:.12g}' for end in ends)} {unit}" for ends, unit in figures)
