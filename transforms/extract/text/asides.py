"""What is in a text but in none of its sentences: datelines, who is where in a photo, days in brackets.

"GENEVA, Nov 24 (Reuters) - Talks ...": the dateline becomes a paragraph of its own. "Vladimir Putin, left, shakes
hands": the aside is cut out, so that "left" is not read as the verb. "Yesterday (July 28)" becomes "on July 28". All
this happens before the parse, and offsets are mapped back after it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from transforms.datelines import Dateline, explained_day, find_datelines
from transforms.extract.rows import Context, Reading
from transforms.extract.trace import Trace

_SIDE = r"(?:(?:far|front|back|top|bottom|(?:second|third|fourth) from(?: the)?)[ -])?(?:left|right|cent(?:er|re))"
_ASIDE = re.compile(rf",\s{_SIDE}(?:,(?=\s)|(?=\sand\s))|\s\((?:{_SIDE}|[LRC])\)(?=[\s,])")
_END = re.compile(r"[.!?]\s|\n")
_PARAGRAPH_BREAK = "\n\n"


@dataclass
class CutText:
    """A text to parse: cut ``i`` took out everything from ``starts[i]`` to ``ends[i]`` of the article."""

    text: str
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)  # where the parsed text goes on after each cut
    datelines: list[tuple[int, int]] = field(default_factory=list)  # where they lie in the article

    def shortened(self, context: Context) -> Context:
        """The context with its parts and datelines where they lie in the parsed text, and a trace of its own."""
        parts = tuple(replace(p, start=self._forward(p.start), end=self._forward(p.end)) for p in context.parts)
        # the end is that of the last character, for the break after the dateline is no part of it
        datelines = tuple((self._forward(start), self._forward(end - 1) + 1) for start, end in self.datelines)
        return replace(context, parts=parts, datelines=datelines, trace=Trace())

    def _forward(self, at: int) -> int:
        done = bisect_right(self.ends, at)
        return at if not done else self.places[done - 1] + at - self.ends[done - 1]

    def _back(self, at: int, cuts: int) -> int:
        return at if not cuts else self.ends[cuts - 1] + at - self.places[cuts - 1]

    def restore(self, reading: Reading, article: str) -> None:
        """Move every row to its place in the article, and give it the words there."""
        participants = [party for movement in reading.movements for party in movement.participants]
        told = [part for s in reading.statements for part in (s, s.whole, s.speaker, *s.content) if part is not None]
        rows: list[Any] = [
            *reading.mentions,
            *reading.dates,
            *reading.metrics,
            *reading.movements,
            *participants,
            *told,
        ]
        for row in (*reading.sentences, *rows, *reading.trace.decisions):
            row.start = self._back(row.start, bisect_right(self.places, row.start))
            row.end = self._back(row.end, bisect_left(self.places, row.end))
        for row in rows:
            row.text = article[row.start : row.end]


def cut_asides(text: str, is_place_name: Callable[[str], bool]) -> CutText:
    """The text without asides, with datelines set apart and days in brackets in place of the words they explain."""
    datelines = list(find_datelines(text, is_place_name))
    cut = CutText("", datelines=[(dateline.start, dateline.end) for dateline in datelines])
    pieces: list[str] = []
    length = at = 0
    for start, end, instead in sorted([*_breaks(text, datelines), *_explained_days(text), *_asides(text)]):
        if start < at:
            continue
        pieces += [text[at:start], instead]
        length += start - at + len(instead)
        cut.starts.append(start)
        cut.ends.append(end)
        cut.places.append(length)
        at = end
    cut.text = "".join([*pieces, text[at:]])
    return cut


def _breaks(text: str, datelines: list[Dateline]) -> Iterator[tuple[int, int, str]]:
    """A dateline is a paragraph of its own, also right below a headline."""
    for dateline in datelines:
        if dateline.start > 1 and text[dateline.start - 2] != "\n":
            yield dateline.start, dateline.start, "\n"
        yield dateline.end, dateline.report, _PARAGRAPH_BREAK


def _explained_days(text: str) -> Iterator[tuple[int, int, str]]:
    """The word for the day and the brackets go, the day stays."""
    for found in explained_day().finditer(text):
        yield found.start(), found.start("day"), "On " if found["word"][0].isupper() and _begins(text, found) else "on "
        yield found.end("day"), found.end(), ""


def _begins(text: str, found: re.Match[str]) -> bool:
    return text[: found.start()].rstrip()[-1:] in ("", ".", "!", "?", "\n")


def _asides(text: str) -> Iterator[tuple[int, int, str]]:
    """Who is where in a photo; of an aside that closes an apposition or parts two names, the comma stays."""
    cut: list[str] = []
    at = 0
    for match in _ASIDE.finditer(text):
        cut.append(text[at : match.start()])
        start = match.start() + _needs_comma("".join(cut[-3:]), text[match.end() : match.end() + 2])
        cut.append(text[match.start() : start])
        at = match.end()
        yield start, match.end(), ""


def _needs_comma(before: str, after: str) -> bool:
    """True if a comma parts two names of a list here ("Macron, center, Chancellor Scholz"), or ends an apposition."""
    return after[1:2].isupper() or _END.split(before[-300:])[-1].count(",") % 2 == 1
