"""What the readers decided about each candidate, and by which rule."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

Verdict = Literal["kept", "changed", "refused"]


@dataclass(slots=True)
class Decision:
    """One candidate: the characters ``start`` to ``end`` of the text, the reader, and the rule that decided."""

    reader: str
    rule: str
    verdict: Verdict
    start: int
    end: int


@dataclass(slots=True)
class Trace:
    """The decisions of one text, in the order in which they were made."""

    decisions: list[Decision] = field(default_factory=list)

    def refuse(self, reader: str, rule: str, start: int, end: int) -> None:
        """Note that ``rule`` refused a candidate of ``reader``."""
        self.decisions.append(Decision(reader, rule, "refused", start, end))

    def change(self, reader: str, rule: str, start: int, end: int) -> None:
        """Note that ``rule`` changed a candidate of ``reader``."""
        self.decisions.append(Decision(reader, rule, "changed", start, end))

    def keep(self, reader: str, rule: str, start: int, end: int) -> None:
        """Note that ``rule`` kept a candidate of ``reader``."""
        self.decisions.append(Decision(reader, rule, "kept", start, end))

    def count_refusals(self) -> Counter[tuple[str, str]]:
        """How often each (reader, rule) refused a candidate."""
        return Counter((d.reader, d.rule) for d in self.decisions if d.verdict == "refused")
