"""Who stands where in a photo ("Vladimir Putin, left, and Kim Jong-un, right, shake hands"): no part of the sentence.

The asides are blanked out before the parse, so that "left" is not read as the verb; every offset stays what it was.
"""

from __future__ import annotations

import re
from typing import Any

from transforms.extract.rows import Reading

_SIDE = r"(?:(?:far|front|back|top|bottom|(?:second|third|fourth) from(?: the)?)[ -])?(?:left|right|cent(?:er|re))"
_ASIDE = re.compile(
    rf"(?P<list>,)\s{_SIDE},(?=\s[A-Z])"  # "Macron, center, Chancellor Scholz and": the comma parts two names
    rf"|,\s{_SIDE}(?:,(?=\s)|(?=\sand\s))"
    rf"|\s\((?:{_SIDE}|[LRC])\)(?=[\s,])"
)


def blank_asides(text: str) -> str:
    """The text of the same length with a wrapped line for each aside: the parser knows those from old newswire."""
    return _ASIDE.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    kept = match["list"] or ""
    return kept + "\n" + " " * (len(match.group()) - 1 - len(kept))


def restore_texts(reading: Reading, text: str) -> None:
    """Give every row the words that stand at its offsets in the text as it was."""
    participants = [party for movement in reading.movements for party in movement.participants]
    rows: list[Any] = [*reading.mentions, *reading.dates, *reading.metrics, *reading.movements, *participants]
    for row in rows:
        row.text = text[row.start : row.end]
