"""Which figure another one is compared with: "3.2 percent, up from 4.1 percent a year earlier".

The figure compared with is the base, the other one the present figure. What dates the base dates nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from transforms.extract.metrics.lexemes import Lexemes
from transforms.extract.metrics.quantity import Quantity
from transforms.extract.metrics.vocabulary import PERIODS, RANGES
from transforms.extract.rows import DateExpression

_REACH = 8  # lexemes between a base and its date, or between the marker and its figure
ARROWS = frozenset(["→", "➔", "➜", "⟶", "⇒"])


@dataclass(frozen=True, slots=True)
class Base:
    """A base: the index of its present figure, and the lexeme at which the words that announce it begin."""

    present: int
    marker: int


def find_bases(lexemes: Lexemes, quantities: list[Quantity]) -> dict[int, Base]:
    """The base figures by index: {1: Base(0, …)} for "to 3.2 percent from 4.1 percent"."""
    found: dict[int, Base] = {}
    for n, quantity in enumerate(quantities):
        if quantity.kind == "rank" or quantity.same_as is not None or quantity.is_standard:
            continue
        if quantity.change_end == "to" or (n and _arrow_before(lexemes, quantity)):
            found[n - 1] = Base(n, quantities[n - 1].first)
        elif quantity.change_end != "from" and (marker := _marker(lexemes, quantity.first)) is not None:
            partner = _partner(lexemes, quantities, n, marker, found)
            if partner is not None:
                found[n] = Base(partner, marker)
    return found


def _arrow_before(lexemes: Lexemes, quantity: Quantity) -> bool:
    here = quantity.first - 1
    return lexemes.word(here) in ARROWS or (lexemes.word(here) == ">" and lexemes.word(here - 1) in ("-", "="))


def _marker(lexemes: Lexemes, first: int) -> int | None:
    """Where the words begin that announce a base: "compared with", "up from", "against a profit of"."""
    markers = PERIODS.base.markers
    for here in range(first - 1, max(-1, first - _REACH), -1):
        if f"{lexemes.word(here - 1)} {lexemes.word(here)}" in markers:
            return here - 1
        if lexemes.word(here) in markers:
            return here
        if not _is_between(lexemes, here):
            return None
    return None


def _is_between(lexemes: Lexemes, here: int) -> bool:
    """True if the lexeme may stand between the marker and its figure: "a net profit of", "September's"."""
    word = lexemes.word(here)
    if word in RANGES.filler.modifiers | {"$", "of"} or (word.isdigit() and len(word) == 4):
        return True
    return lexemes.token_at(here).tag_ in ("DT", "PRP$", "JJ", "JJR", "NN", "NNS", "NNP", "RB", "VBN", "POS")


def _partner(lexemes: Lexemes, quantities: list[Quantity], n: int, marker: int, found: dict[int, Base]) -> int | None:
    """The figure that a base is compared with: the one before it; the next one when the sentence opens with it."""
    sentence = lexemes.sentence_at(lexemes.token_at(quantities[n].first).i)
    begin, end = sentence.start_char, sentence.end_char
    inside = [m for m, q in enumerate(quantities) if begin <= lexemes.start[q.first] < end and m != n]
    alike = [m for m in inside if _is_alike(quantities[m], quantities[n]) and m not in found]
    before = [m for m in alike if m < n]
    if before and _is_joined(lexemes, quantities[before[-1]], quantities[n]):
        return before[-1]
    after = next((m for m in alike if m > n), None)
    opens = lexemes.start[marker] - begin < 3 and not [m for m in inside if m < n]
    leads = after == n + 1 and lexemes.word(marker) == "from" and _follows_to(lexemes, quantities[after].first)
    return after if opens or leads else None


def _follows_to(lexemes: Lexemes, first: int) -> bool:
    """True if the figure is the later end of "from about 4,000 to just 2,500 men"."""
    here = first - 1
    while lexemes.word(here) in RANGES.filler.modifiers and lexemes.word(here) != "to":
        here -= 1
    return lexemes.word(here) == "to"


def _is_alike(left: Quantity, right: Quantity) -> bool:
    if left.kind == "rank" or left.is_standard or left.statistic.startswith("change") or left.direction:
        return False
    if left.unit == right.unit or (left.kind == right.kind and left.kind in ("money", "percent", "number")):
        return True
    return "number" in (left.kind, right.kind) and {left.kind, right.kind} & {"count", "money"} != set()


def _is_joined(lexemes: Lexemes, left: Quantity, right: Quantity) -> bool:
    """True if nothing between the two begins another sentence or a second statement: ";", "while"."""
    between = lexemes.lower[left.last + 1 : right.first]
    return len(between) < 40 and not any(word in PERIODS.base.stops for word in between)


def own_dates(
    lexemes: Lexemes, quantities: list[Quantity], bases: dict[int, Base], dates: list[DateExpression]
) -> dict[int, int]:
    """The base figure that each date is of, by index: "a year earlier" of "up from 4.1 percent a year earlier"."""
    owners: dict[int, int] = {}
    for n, base in bases.items():
        start, end = lexemes.start[quantities[n].first], lexemes.end[quantities[n].last]
        within = [m for m, d in enumerate(dates) if lexemes.start[base.marker] <= d.start < start]
        if within:
            owners[within[-1]] = n  # "compared with September's 4.8 percent"
            continue
        stop = _next_start(lexemes, quantities, n, dates)
        following = [m for m, d in enumerate(dates) if end <= d.start < stop and m not in owners]
        if not following or not _is_tied(lexemes, quantities[n], dates[following[0]]):
            continue
        if not _is_of_base(lexemes, quantities, n, base, dates, following[0]):
            continue
        owners[following[0]] = n
        for m, after in pairwise(following):  # "in the third quarter a year ago"
            if lexemes.content[dates[m].end : dates[after].start].strip() not in ("", "of"):
                break
            owners[after] = n
    return owners


def _next_start(lexemes: Lexemes, quantities: list[Quantity], n: int, dates: list[DateExpression]) -> int:
    """Where the next figure begins that is no part of a date ("three years ago", "the first nine months of")."""
    for quantity in quantities[n + 1 :]:
        start = lexemes.start[quantity.first]
        if quantity.kind != "duration" and not any(d.start <= start < d.end for d in dates):
            return start
    return len(lexemes.content)


def _is_tied(lexemes: Lexemes, base: Quantity, expression: DateExpression) -> bool:
    """True if only a noun phrase lies between the base and the date: "63 percent of GDP at the end of 2023"."""
    here, count = base.last + 1, 0
    while here < len(lexemes) and lexemes.start[here] < expression.start:
        token = lexemes.token_at(here)
        if lexemes.word(here) in (",", ";", ":", "and", "but", "as") or token.tag_ in ("VBD", "VBZ", "VBP", "MD"):
            return False
        here, count = here + 1, count + 1
    return count <= _REACH


def _is_of_base(
    lexemes: Lexemes, quantities: list[Quantity], n: int, base: Base, dates: list[DateExpression], following: int
) -> bool:
    """True if the date behind the base is not that of the whole: "fell to 20 from 21 on Friday" → False."""
    expression = dates[following]
    if base.present > n or is_earlier(expression):
        return True
    if expression.grain in ("month", "year") or lexemes.word(base.marker) != "from":
        return True
    begin = lexemes.sentence_at(lexemes.token_at(quantities[base.present].first).i).start_char
    return any(begin <= d.start < lexemes.start[quantities[n].first] for d in dates)


def is_earlier(expression: DateExpression) -> bool:
    """True if the words count back: "a year earlier", "the previous month", "the same period of 2023"."""
    return not PERIODS.base.earlier.isdisjoint(expression.text.lower().split())


def share_pair_units(quantities: list[Quantity], bases: dict[int, Base]) -> None:
    """Both figures of a pair are of one kind: "3.1 billion pesos from 4.4 billion", "from 40 to 45 percent of GDP"."""
    for n, base in bases.items():
        pair = quantities[n], quantities[base.present]
        for bare, other in (pair, pair[::-1]):
            if bare.unit is None and bare.kind == "number" and other.unit is not None:
                bare.unit, bare.kind, bare.per = other.unit, other.kind, other.per
            if other.statistic == "share":
                bare.statistic = "share"
