"""Checks the annotations against their passages: ``python -m tests.gold.check`` lists what is wrong."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
Row = dict[str, Any]

TYPES = {
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
}
MODALITIES = {"actual", "ongoing", "planned", "possible", "conditional", "requested", "denied"}
SECTORS = {
    None,
    "GOV",
    "MIL",
    "COP",
    "JUD",
    "LEG",
    "OPP",
    "REB",
    "SPY",
    "MED",
    "BUS",
    "NGO",
    "IGO",
    "CVL",
    "CRM",
    "EDU",
    "REL",
    "LAB",
}
STATISTICS = {"level", "change_absolute", "change_percent", "share", "rank"}
MODIFIERS = {None, "approximately", "more_than", "at_least", "less_than", "at_most"}
REALITIES = {"reported", "planned", "estimated", "conditional", "denied"}
POLARITIES = {"positive", "negative"}


def read(name: str) -> list[Row]:
    """The rows of one of the files."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def is_kept_apart(passage_id: str) -> bool:
    """True if the passage belongs to the fifth that nobody looks into while building a reader."""
    return int(hashlib.sha256(passage_id.encode()).hexdigest(), 16) % 5 == 0


def find_problems(passages: list[Row], annotated: list[Row]) -> Iterator[str]:
    """What is wrong with the passages and their annotation, a line each."""
    sentences = {passage["id"]: passage["sentences"] for passage in passages}
    for passage in passages:
        if not _stand_in_order(passage["text"], passage["sentences"]):
            yield f"{passage['id']}: its sentences are not its text"
    for passage_id, times in Counter(row["id"] for row in annotated).items():
        if times > 1:
            yield f"{passage_id}: annotated {times} times"
    for row in annotated:
        if row["id"] not in sentences:
            yield f"{row['id']}: no such passage"
            continue
        found = [*_movement_problems(row, sentences[row["id"]]), *_figure_problems(row, sentences[row["id"]])]
        yield from (f"{row['id']}: {problem}" for problem in found)


def _stand_in_order(text: str, sentences: list[str]) -> bool:
    at = 0
    for sentence in sentences:
        at = text.find(sentence, at)
        if at < 0:
            return False
        at += len(sentence)
    return True


def _movement_problems(row: Row, sentences: list[str]) -> Iterator[str]:
    for movement in row["movements"]:
        s = movement["s"]
        yield from _quote_problems("trigger", sentences, s, movement["trigger"], movement.get("n", 1))
        for field, allowed in (("type", TYPES), ("modality", MODALITIES), ("polarity", POLARITIES)):
            if movement[field] not in allowed:
                yield f"{field} {movement[field]!r}"
        for party in [*movement["actors"], *movement["recipients"]]:
            yield from _quote_problems("side", sentences, s, party["quote"], party.get("n", 1))
            yield from _code_problems(party["country"])
            if party["sector"] not in SECTORS or not party["name"]:
                yield f"sector or name of {party['quote']!r}"
        if movement["place"]:
            yield from _quote_problems("place", sentences, s, movement["place"]["quote"], 1)
            yield from _code_problems(movement["place"]["country"])
        yield from _span_problems(movement["date"])


def _figure_problems(row: Row, sentences: list[str]) -> Iterator[str]:
    for figure in row["figures"]:
        yield from _quote_problems("figure", sentences, figure["s"], figure["quote"], figure.get("n", 1))
        values = figure["value"] if isinstance(figure["value"], list) else [figure["value"]]
        if len(values) > 2 or not all(isinstance(value, int | float) for value in values):
            yield f"value {figure['value']!r}"
        for field, allowed in (("statistic", STATISTICS), ("modifier", MODIFIERS), ("reality", REALITIES)):
            if figure[field] not in allowed:
                yield f"{field} {figure[field]!r}"
        if figure["direction"] not in (None, "up", "down"):
            yield f"direction {figure['direction']!r}"
        if not figure["measure"] and not figure.get("minor"):
            yield f"no measure for {figure['quote']!r}"
        yield from (problem for side in ("from", "to") for problem in _code_problems(figure[side]))
        yield from (problem for days in ("period", "compared") for problem in _span_problems(figure[days]))


def _quote_problems(what: str, sentences: list[str], s: int, quote: str, n: int) -> Iterator[str]:
    if not 0 <= s < len(sentences):
        yield f"{what}: no sentence {s}"
    elif not quote or sentences[s].count(quote) < n:
        yield f"{what}: {quote!r} is not {n} times in sentence {s}"


def _code_problems(code: str | None) -> Iterator[str]:
    if code is not None and not re.fullmatch(r"[A-Z]{3}", code):
        yield f"country {code!r}"


def _span_problems(days: list[str] | None) -> Iterator[str]:
    if days is None:
        return
    try:
        first, last = map(date.fromisoformat, days)
    except (ValueError, TypeError):
        yield f"no pair of days: {days!r}"
        return
    if first > last:
        yield f"days run backwards: {days}"


def main() -> None:
    """Print what is in the set and what is wrong with it."""
    passages, gold, second = read("passages.jsonl"), read("gold.jsonl"), read("second_readings.jsonl")
    problems = [*find_problems(passages, gold), *find_problems(passages, second)]
    print("\n".join(problems) or "nothing wrong")
    movements, figures = (sum(len(row[key]) for row in gold) for key in ("movements", "figures"))
    apart = sum(is_kept_apart(row["id"]) for row in gold)
    print(f"{len(passages)} passages, {movements} movements, {figures} figures; {apart} passages kept apart")


if __name__ == "__main__":
    main()
