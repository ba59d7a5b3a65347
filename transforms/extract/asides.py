"""Who stands where in a photo ("Vladimir Putin, left, and Kim Jong-un, right, shake hands"): no part of the sentence.

The asides are cut out before the parse, so that "left" is not read as the verb, and offsets are mapped back after it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from typing import Any

from transforms.extract.rows import Context, Reading

_SIDE = r"(?:(?:far|front|back|top|bottom|(?:second|third|fourth) from(?: the)?)[ -])?(?:left|right|cent(?:er|re))"
_ASIDE = re.compile(rf",\s{_SIDE}(?:,(?=\s)|(?=\sand\s))|\s\((?:{_SIDE}|[LRC])\)(?=[\s,])")
_END = re.compile(r"[.!?]\s|\n")


@dataclass
class CutText:
    """A text without its asides: cut ``i`` took out everything from ``starts[i]`` to ``ends[i]`` of the article."""

    text: str
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)  # where the cuts are in the shorter text

    def shortened(self, context: Context) -> Context:
        """The context with its parts where they lie in the shorter text."""
        parts = tuple(replace(p, start=self._forward(p.start), end=self._forward(p.end)) for p in context.parts)
        return replace(context, parts=parts)

    def _forward(self, at: int) -> int:
        done = bisect_right(self.ends, at)
        return at - sum(end - start for start, end in zip(self.starts[:done], self.ends[:done], strict=True))

    def _back(self, at: int, cuts: int) -> int:
        return at if not cuts else self.ends[cuts - 1] + at - self.places[cuts - 1]

    def restore(self, reading: Reading, article: str) -> None:
        """Move every row to where it stands in the article, and give it the words that stand there."""
        participants = [party for movement in reading.movements for party in movement.participants]
        rows: list[Any] = [*reading.mentions, *reading.dates, *reading.metrics, *reading.movements, *participants]
        for row in (*reading.sentences, *rows):
            row.start = self._back(row.start, bisect_right(self.places, row.start))
            row.end = self._back(row.end, bisect_left(self.places, row.end))
        for row in rows:
            row.text = article[row.start : row.end]


def cut_asides(text: str) -> CutText:
    """The text without asides; of one that closes an apposition or parts two names, the comma stays."""
    cut = CutText("")
    at = 0
    for match in _ASIDE.finditer(text):
        cut.text += text[at : match.start()]
        start = match.start() + _needs_comma(cut.text, text[match.end() :])
        cut.text += text[match.start() : start]
        cut.starts.append(start)
        cut.ends.append(match.end())
        cut.places.append(len(cut.text))
        at = match.end()
    cut.text += text[at:]
    return cut


def _needs_comma(before: str, after: str) -> bool:
    """Whether a comma parts two names of a list here ("Macron, center, Chancellor Scholz"), or ends an apposition."""
    return after[1:2].isupper() or _END.split(before[-300:])[-1].count(",") % 2 == 1
