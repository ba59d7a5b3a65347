"""How far the encoder's probabilities can be trusted: fits ``weights/confidence.toml`` on the ``dev`` passages.

python -m transforms.extract.encoder.training.calibration [--part test]

Prints reliability tables; with ``--part test`` it fits nothing and only measures. Runs in newsledger's own environment.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from transforms.extract.encoder.confidence import TABLE, describe_act, describe_number, load_weights, rate
from transforms.extract.encoder.training.examples import part_of, read_lines, stems
from transforms.extract.language_model import load_model
from transforms.extract.metrics.meaning import lay_meaning
from transforms.extract.movements import read_movements
from transforms.extract.reading import read_exact, understand_exact
from transforms.extract.rows import Context, Metric, Movement

GOLD = Path(__file__).parents[4] / "tests" / "gold"
# pulls the weights of features that say little towards none
RIDGE = 0.001

Json = dict[str, Any]
Rated = tuple[str, dict[str, float], bool]


def judge_passages(part: str) -> Iterator[Rated]:
    """Kind (movement or figure), features and whether it is wholly right, for every row of the passages of ``part``."""
    gold = {row["id"]: row for row in read_lines(GOLD / "gold.jsonl")}
    passages = [row for row in read_lines(GOLD / "passages.jsonl") if part_of(row["id"]) == part]
    for doc, passage in load_model().pipe(((row["text"], row) for row in passages), as_tuples=True):
        context = Context(date.fromisoformat(passage["published_on"]))
        exact = read_exact(doc, context)
        read = understand_exact(exact)
        numbers = [number for number in read.numbers if number is None or number.weight != "none"]
        named, published = exact.names.mentions, context.published_on
        figures = lay_meaning(doc.text, exact.metrics, read.numbers, exact.dates, named, published)
        found = {(m.start, m.end): m for m in read_movements(exact.clauses, context, figures, read.triggers)}
        told = _Told(passage, gold[passage["id"]])
        for act in read.triggers:
            movement = found.get((act.start, act.end))
            verdict = told.judge_movement(movement) if movement else None
            if verdict is not None:
                yield "movement", describe_act(act), verdict
        for number, figure in zip(numbers, figures, strict=True):
            verdict = told.judge_figure(figure)
            if number is not None and verdict is not None:
                yield "figure", describe_number(number), verdict


class _Told:
    """The annotation of a passage by the characters it stands at."""

    def __init__(self, passage: Json, gold: Json) -> None:
        starts, at = [], 0
        for sentence in passage["sentences"]:
            at = passage["text"].index(sentence, at)
            starts.append(at)
            at += len(sentence)
        self._movements, self._figures = (
            [
                (at, at + len(row[key]), row)
                for row in gold[rows]
                if (at := passage["text"].find(row[key], starts[row["s"]])) >= 0
            ]
            for rows, key in (("movements", "trigger"), ("figures", "quote"))
        )

    def judge_movement(self, movement: Movement) -> bool | None:
        """True if type, reality and both sides are as annotated; null for one that may be left out."""
        near = [row for start, end, row in self._movements if start < movement.end and movement.start < end]
        gold = next((row for row in near if row["type"] == movement.type), near[0] if near else None)
        if gold is None:
            return False
        return None if gold.get("optional") else _is_right(movement, gold)

    def judge_figure(self, figure: Metric) -> bool | None:
        """True if statistic, direction, measure and period are as annotated; null for one of no weight."""
        gold = next((row for start, end, row in self._figures if start < figure.end and figure.start < end), None)
        if gold is None:
            return False
        if gold.get("minor"):
            return None
        wanted, got = stems(gold["measure"]), stems(figure.measure)
        shared = len(wanted & got)
        is_measured = bool(shared) and 2 * shared >= len(wanted) and 2 * shared >= len(got)
        period = (
            [figure.period_start.isoformat(), figure.period_end.isoformat()]
            if figure.period_start and figure.period_end
            else None
        )
        is_stated = (figure.statistic, figure.direction) == (gold["statistic"], gold["direction"])
        return is_measured and is_stated and period == gold["period"]


def _is_right(movement: Movement, gold: Json) -> bool:
    happened = {"actual", "ongoing"}
    modality = movement.modality == gold["modality"] or {movement.modality, gold["modality"]} <= happened
    sides = {role: {p.country for p in movement.participants if p.role == role} for role in ("actor", "recipient")}
    told = {role: {p["country"] for p in gold[f"{role}s"]} for role in ("actor", "recipient")}
    both = told["actor"] | told["recipient"]
    is_same = sides == told or (movement.is_reciprocal and sides["actor"] | sides["recipient"] == both)
    return movement.type == gold["type"] and modality and movement.polarity == gold["polarity"] and is_same


def fit(rows: list[dict[str, float]], right: Any) -> dict[str, float]:
    """Weights of a logistic regression by feature, and the constant."""
    names = list(rows[0])
    inputs = np.array([[*row.values(), 1.0] for row in rows])

    def loss(weights: Any) -> float:
        scores = inputs @ weights
        return float(np.mean(np.logaddexp(0, scores) - right * scores) + RIDGE * np.sum(weights[:-1] ** 2))

    found = minimize(loss, np.zeros(inputs.shape[1])).x
    return {name: round(float(weight), 4) for name, weight in zip([*names, "constant"], found, strict=True)}


def show(kind: str, right: Any, sure: Any) -> None:
    """The reliability table of one kind: range of confidence, its mean, share right, rows."""
    order = [(a > b) + 0.5 * (a == b) for a in sure[right == 1] for b in sure[right == 0]]
    print(f"{kind}: {len(right)} rows, {right.mean():.2f} wholly right, AUC {np.mean(order):.2f}")
    for low in np.arange(0, 1, 0.1):
        here = (sure >= low) & (sure < low + 0.1)
        if here.any():
            print(f"| {low:.1f}–{low + 0.1:.1f} | {sure[here].mean():.2f} | {right[here].mean():.2f} | {here.sum()} |")


def main() -> None:
    """Fit on dev, or measure on another part."""
    parser = argparse.ArgumentParser(description="Calibrates the confidence of movements and figures.")
    parser.add_argument("--part", default="dev")
    part = parser.parse_args().part
    judged: dict[str, list[Rated]] = defaultdict(list)
    for rated in judge_passages(part):
        judged[rated[0]].append(rated)
    if part == "dev":
        lines = ["# Written by transforms.extract.encoder.training.calibration."]
        for kind, rows in judged.items():
            weights = fit([features for _, features, _ in rows], np.array([right for *_, right in rows], float))
            lines += [f"\n[{kind}]", *(f"{name} = {weight}" for name, weight in weights.items())]
        TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
        load_weights.cache_clear()
    for kind, rows in judged.items():
        show(
            kind,
            np.array([right for *_, right in rows], float),
            np.array([rate(kind, features) for _, features, _ in rows]),
        )


if __name__ == "__main__":
    main()
