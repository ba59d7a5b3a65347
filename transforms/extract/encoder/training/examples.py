"""Annotated passages as training examples: windows of wordpieces with what each head should say of them."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from transforms.extract.encoder.labels import TAGS, TYPES
from transforms.extract.encoder.stretch import stretch_days
from transforms.extract.encoder.windows import Bounds, Window, read_windows
from transforms.extract.rows import DateExpression

Json = dict[str, Any]

IGNORED = -100
# words that a measure and the text share without meaning anything
_EMPTY_WORDS = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "from",
        "by",
        "with",
        "and",
        "or",
        "its",
        "their",
        "his",
        "her",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "per",
        "as",
        "that",
        "this",
        "these",
        "those",
        "total",
        "number",
        "figure",
        "level",
        "rate",
        "amount",
    ]
)


@dataclass(slots=True)
class Labelled:
    """An anchor (the pieces of a trigger or of a number) with its annotation.

    ``scope`` are the first piece of the sentence before, of its own sentence and the piece after it; ``roles`` are
    (role, pieces); roles in ``unsure`` are told by the annotation but not found in the text: nothing is learned.
    """

    gold: Json
    pieces: list[int]
    scope: tuple[int, int, int]
    roles: list[tuple[str, list[int]]] = field(default_factory=list)
    unsure: set[str] = field(default_factory=set)
    sides: list[tuple[list[int], Json]] = field(default_factory=list)


@dataclass(slots=True)
class Example:
    """One window. ``types`` has a label for every piece: 0 for none, IGNORED where nothing is learned.

    ``doubtful`` are pieces of acts that one careful reader lists and another does not. ``is_alone`` is true for a
    sentence without the whole passage: a side that only the passage tells is nobody's there.
    """

    passage: str
    window: Window
    text: str
    types: list[int]
    movements: list[Labelled]
    figures: list[Labelled]
    mentions: list[tuple[list[int], str]]
    doubtful: set[int] = field(default_factory=set)
    is_alone: bool = False


@dataclass(slots=True)
class NamedText:
    """One window with a tag of names for every piece; IGNORED where the corpus tells none."""

    window: Window
    tags: list[int]


def read_named(path: Path) -> Iterator[NamedText]:
    """Windows of the texts of ``training.named_texts``: each ``text``, its ``names`` and what is ``unknown`` of it."""
    for row in read_lines(path):
        text, names = row["text"], sorted(map(tuple, row["names"]))
        for window in read_windows(text, [(0, len(text))]):
            tags = [0 if first and k >= window.own else IGNORED for k, first in enumerate(window.is_first)]
            for start, end, kind in names:
                for n, k in enumerate(window.pieces(start, end)):
                    if tags[k] != IGNORED:
                        tags[k] = TAGS.index(f"{'I' if n else 'B'}-{kind}")
            for start, end in row["unknown"]:
                for k in window.pieces(start, end):
                    tags[k] = IGNORED
            if any(tag != IGNORED for tag in tags):
                yield NamedText(window, tags)


def part_of(passage: str) -> str:
    """``test`` for a fifth of the passages (never looked into), ``dev`` for a twentieth, else ``train``."""
    number = int(hashlib.sha256(passage.encode()).hexdigest(), 16)
    return "test" if number % 5 == 0 else "dev" if number % 20 == 1 else "train"


def read_lines(path: Path) -> list[Json]:
    """The objects of a JSON lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def read_examples(gold: Path, candidates: Path, alone: bool = False) -> Iterator[Example]:
    """All windows of all passages, or every sentence ``alone``, half of them led as in a long article.

    ``gold`` holds gold.jsonl and passages.jsonl; ``candidates`` what the exact readers found in the same texts: dates,
    numbers and mentions with a country.
    """
    passages = {row["id"]: row for row in read_lines(gold / "passages.jsonl")}
    found = {row["id"]: row for row in read_lines(candidates)}
    for row in read_lines(gold / "gold.jsonl"):
        yield from _Passage(row, passages[row["id"]], found[row["id"]]).examples(alone)


class _Passage:
    def __init__(self, row: Json, passage: Json, found: Json) -> None:
        self.row, self.found, self.text = row, found, passage["text"]
        self.published_on = date.fromisoformat(passage["published_on"])
        self.sentences: list[Bounds] = []
        at = 0
        for sentence in passage["sentences"]:
            at = self.text.index(sentence, at)
            self.sentences.append((at, at + len(sentence)))
            at += len(sentence)

    def examples(self, alone: bool) -> Iterator[Example]:
        numbers = self._numbers()
        for window in self._windows(alone):
            types, mentions = self._untyped(window), self._mentions(window)
            example = Example(self.row["id"], window, self.text, types, [], [], mentions, is_alone=alone)
            for movement in self.row["movements"]:
                self._add_movement(example, movement)
            for figure, span in numbers:
                self._add_figure(example, figure, span)
            yield example

    def _windows(self, alone: bool) -> Iterator[Window]:
        if not alone:
            yield from read_windows(self.text, self.sentences)
            return
        if len(self.text) % 2:
            yield from read_windows(self.text, self.sentences, is_packed=False)
            return
        for s, bounds in enumerate(self.sentences):
            for window in read_windows(self.text, [bounds]):
                yield replace(window, sentences=(s, s + 1))

    def _untyped(self, window: Window) -> list[int]:
        own = range(window.own, window.length - 1)
        return [0 if k in own and window.is_first[k] else IGNORED for k in range(window.length)]

    def _mentions(self, window: Window) -> list[tuple[list[int], str]]:
        covered = ((window.pieces(m["start"], m["end"]), m["code"]) for m in self.found["mentions"])
        return [(pieces, code) for pieces, code in covered if pieces]

    def _span(self, s: int, quote: str, n: int = 1) -> Bounds | None:
        start, end = self.sentences[s]
        at = start - 1
        for _ in range(n):
            at = self.text.find(quote, at + 1, end)
        return (at, at + len(quote)) if at >= 0 else None

    def _anchor(self, window: Window, s: int, span: Bounds | None) -> Labelled | None:
        if span is None or not window.sentences[0] <= s < window.sentences[1]:
            return None
        pieces = [k for k in window.pieces(*span) if k >= window.own]
        if not pieces:
            return None
        start, end = self.sentences[s]
        own = [k for k in range(1, window.length - 1) if start <= window.offsets[k][0] < end]
        before = self.sentences[s - 1][0] if s else start
        around = [k for k in range(1, window.length - 1) if before <= window.offsets[k][0] < end]
        return Labelled({}, pieces, (around[0], own[0], own[-1] + 1))

    def _add_movement(self, example: Example, gold: Json) -> None:
        window, s = example.window, gold["s"]
        anchor = self._anchor(window, s, self._span(s, gold["trigger"], gold.get("n", 1)))
        if anchor is None:
            return
        for k in anchor.pieces:
            if not gold.get("optional"):
                example.types[k] = TYPES.index(gold["type"]) + 1
            elif example.types[k] == 0:
                example.doubtful.add(k)
        anchor.gold = gold
        for side, role in (("actors", "actor"), ("recipients", "recipient")):
            for party in gold[side]:
                span = self._span(s, party["quote"], party.get("n", 1))
                pieces = window.pieces(*span) if span else []
                if pieces:
                    anchor.roles.append((role, pieces))
                    anchor.sides.append((pieces, party))
        place = gold["place"]["quote"] if gold["place"] else None
        self._add_quotes(anchor, window, s, place=place, source=gold["source"])
        self._add_days(anchor, window, s, time=gold["date"])
        example.movements.append(anchor)

    def _add_quotes(self, anchor: Labelled, window: Window, s: int, **quotes: str | None) -> None:
        for role, quote in quotes.items():
            if quote:
                span = self._span(s, quote) or (self._span(s - 1, quote) if s else None)
                pieces = window.pieces(*span) if span else []
                anchor.roles += [(role, pieces)] if pieces else []
                anchor.unsure |= set() if pieces else {role}

    def _add_days(self, anchor: Labelled, window: Window, s: int, **days: list[str] | None) -> None:
        """The expressions of the calendar with the same days: in the sentence, else the last before, else the next."""
        for role, told in days.items():
            if not told:
                continue
            same = [d for d in self.found["dates"] if told in self._readings(d)]
            start, end = self.sentences[s]
            own = [d for d in same if start <= d["start"] < end]
            near = own or [d for d in same if d["start"] < start][-1:] or same[:1]
            pieces = [window.pieces(d["start"], d["end"]) for d in near]
            anchor.roles += [(role, found) for found in pieces if found]
            anchor.unsure |= set() if any(pieces) else {role}

    def _readings(self, found: Json) -> list[list[str]]:
        """The days of an expression, and those a week on where it names a weekday: which is meant, the act tells."""
        if not found["date_start"]:
            return []
        days = [date.fromisoformat(found[key]) for key in ("date_start", "date_end")]
        shifts = (0, -7, 7) if found["rule"] == "weekday" else (0,)
        start, end = found["start"], found["end"]
        told = DateExpression(start, end, self.text[start:end], None, None, "", days[0], days[1])
        stretched = [stretch_days(told, self.text, self.published_on, past) for past in (False, True)]
        readings = [[day + timedelta(shift) for day in days] for shift in shifts] + stretched
        return [[day.isoformat() for day in reading if day] for reading in readings]

    def _numbers(self) -> list[tuple[Json, Bounds]]:
        """Annotated figures, and numbers that the reader found and no annotator wanted."""
        figures = [(f, self._span(f["s"], f["quote"], f.get("n", 1))) for f in self.row["figures"]]
        told = [(figure, span) for figure, span in figures if span]
        others = []
        for number in self.found["numbers"]:
            span = (number["start"], number["end"])
            if not any(span[0] < end and start < span[1] for _, (start, end) in told):
                s = max(i for i, (start, _) in enumerate(self.sentences) if start <= span[0])
                others.append(({"s": s, "none": True}, span))
        return told + others

    def _add_figure(self, example: Example, gold: Json, span: Bounds) -> None:
        window, s = example.window, gold["s"]
        anchor = self._anchor(window, s, span)
        if anchor is None:
            return
        anchor.gold = gold
        if not gold.get("none"):
            self._add_measure(anchor, window, s, gold["measure"])
            self._add_quotes(anchor, window, s, source=gold["source"])
            self._add_days(anchor, window, s, period=gold["period"], compared=gold["compared"])
        example.figures.append(anchor)

    def _add_measure(self, anchor: Labelled, window: Window, s: int, measure: str | None) -> None:
        """The words of the sentence that the measure is made of; else of the sentence before."""
        wanted = stems(measure)
        found: dict[str, list[Bounds]] = {}
        (start, end), before = self.sentences[s], self.sentences[max(0, s - 1)][0]
        for word in re.finditer(r"[A-Za-z0-9]+(?:'s)?", self.text[before:end]):
            stem = next(iter(stems(word.group())), None)
            if stem in wanted:
                found.setdefault(stem, []).append((before + word.start(), before + word.end()))
        for spans in found.values():
            for span in [x for x in spans if x[0] >= start] or spans[-1:]:
                anchor.roles.append(("measure", window.pieces(*span)))
        if not found:
            anchor.unsure.add("measure")


def stems(text: str | None) -> set[str]:
    """The words of a text that mean something, in lower case and without endings."""
    words = re.findall(r"[a-z0-9]+(?:'s)?", (text or "").lower())
    return {_stem(word) for word in words} - {_stem(word) for word in _EMPTY_WORDS}


def _stem(word: str) -> str:
    bare = re.sub(r"(?<=[a-z]{3})s$", "", word.removesuffix("'s"))
    return re.sub(r"ies$", "y", word) if word.endswith("ies") else bare
