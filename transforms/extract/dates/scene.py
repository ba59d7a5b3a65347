"""What a date is resolved against: the day of publication, the dates told before it, and the tense around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from spacy.tokens import Token

from transforms.extract.clauses import Clauses
from transforms.extract.clauses.verb_tense import FUTURE, OPEN, PAST, Tense
from transforms.extract.dates import periods
from transforms.extract.dates.alphabet import Lexeme
from transforms.extract.dates.fiscal import CountryCalendars, FiscalYear, unplaced
from transforms.extract.dates.grammar import Match
from transforms.extract.dates.periods import Period

# Farther back in the text, a date no longer sets the time of what is told (about two paragraphs).
_ANCHOR_REACH = 1500

_SENTENCE_END = re.compile(r"[.!?][\"”’']?\s+[A-Z\"“‘]|\n\n")

# How much farther away a date may seem for being on the wrong side of publication by tense. A day named without
# its year is nearly always the nearest one ("payable Dec. 1", told in the past tense); a month follows its verb.
_DOUBT = {"day": 4.0, "week": 4.0}
_SURE_DOUBT = 12.0
_SLIGHT_DOUBT = 3.0
# With no tense to go by, news looks back a little more than ahead.
_FUTURE_DOUBT = 1.3


@dataclass(frozen=True, slots=True)
class Anchor:
    """A date told in the text. ``is_deictic``: only the day of telling ("said Friday"), not the time told of."""

    period: Period
    offset: int
    is_deictic: bool


class Scene:
    """The state of one document part while its dates are read from left to right."""

    def __init__(
        self,
        published: date | None,
        clauses: Clauses,
        lexemes: list[Lexeme],
        text: str,
        countries: CountryCalendars,
    ) -> None:
        self.published = published
        self._countries = countries
        self.lexemes = lexemes
        self.text = text
        self._clauses = clauses
        self._anchors: list[Anchor] = []

    def tense(self, match: Match) -> Tense:
        """The tense that governs the matched expression."""
        return self._clauses.tense_at(self.lexemes[match.first].start, self.lexemes[match.last - 1].end)

    def token_at(self, lexeme_no: int) -> Token:
        """The parsed token in which a lexeme begins."""
        return self._clauses.index.token_at(self.lexemes[lexeme_no].start)

    def is_before_noun(self, match: Match) -> bool:
        """True if the expression describes a noun right after it: "week 12 results"."""
        after = self.lexemes[match.last] if match.last < len(self.lexemes) else None
        return after is not None and self._clauses.index.token_at(after.start).tag_ in ("NN", "NNS")

    def fiscal_year_at(self, lexeme_no: int) -> FiscalYear | None:
        """The fiscal year meant at that lexeme; None when the text does not say whose it is."""
        return self._countries.year_at(self.token_at(lexeme_no))

    def place_school(self, nominal: Period, lexeme_no: int) -> Period:
        """The school year that begins in the calendar year ``nominal``, with its days where they are known."""
        known = self._countries.school_year_at(self.token_at(lexeme_no))
        return known.place(nominal) if known else unplaced(nominal, "school")

    def countries_at(self, lexeme_no: int) -> frozenset[str]:
        """The countries that the text speaks of at that lexeme."""
        return self._countries.countries_at(self.token_at(lexeme_no))

    def place_fiscal(self, nominal: Period, lexeme_no: int) -> Period:
        """The fiscal year, half or quarter called like a calendar one, with its days where they are known."""
        known = self.fiscal_year_at(lexeme_no)
        return known.place(nominal) if known else unplaced(nominal)

    def word(self, lexeme_no: int) -> str:
        """The word of that lexeme, or the empty string beyond either end of the text."""
        return self.lexemes[lexeme_no].word if 0 <= lexeme_no < len(self.lexemes) else ""

    def remember(self, period: Period, lexeme_no: int, is_deictic: bool) -> None:
        """Let later expressions refer to this date."""
        self._anchors.append(Anchor(period, self.lexemes[lexeme_no].start, is_deictic))

    def forget(self) -> None:
        """A new part of the document (a caption) tells of another time."""
        self._anchors.clear()

    def anchor(self, lexeme_no: int, grains: frozenset[str], with_deictic: bool) -> Period | None:
        """The last date of one of the grains told before that lexeme, within reach."""
        offset = self.lexemes[lexeme_no].start
        for anchor in reversed(self._anchors):
            if offset - anchor.offset > _ANCHOR_REACH:
                return None
            if anchor.period.grain in grains and (with_deictic or not anchor.is_deictic):
                return anchor.period
        return None

    def quarter_told_of(self, lexeme_no: int) -> Period | None:
        """The quarter whose figures the text reports: one in the same sentence, or else the last one finished.

        An outlook ("a fourth-quarter charge") or a look back ("after a flat second quarter") does not replace it.
        """
        offset = self.lexemes[lexeme_no].start
        reached = takewhile(lambda anchor: offset - anchor.offset <= _ANCHOR_REACH, reversed(self._anchors))
        told = [anchor for anchor in reached if anchor.period.grain in ("quarter", "half")]
        if not told:
            return None
        if not _SENTENCE_END.search(self.text, told[0].offset, offset):
            return told[0].period
        finished = [a.period for a in told if self.published is None or a.period.end < self.published]
        return max(finished, key=lambda period: period.end, default=told[0].period)

    def nearest(self, candidates: list[Period], tense: Tense) -> Period | None:
        """The candidate that tense and nearness to publication favour; null without a day of publication."""
        if self.published is None or not candidates:
            return None
        published = self.published
        if tense.is_strict:
            # The tense of the verb that the date hangs on leaves only one side, unless nothing lies there.
            candidates = [p for p in candidates if _agrees(p, published, tense)] or candidates

        def distance(period: Period) -> float:
            if period.start > published:
                return (period.start - published).days * _doubt(period, tense, against=PAST)
            if period.end < published:
                return (published - period.end).days * _doubt(period, tense, against=FUTURE)
            return 0.0

        return min(candidates, key=distance)


def _agrees(period: Period, published: date, tense: Tense) -> bool:
    return period.start <= published if tense.direction == PAST else period.end >= published


def _doubt(period: Period, tense: Tense, against: int) -> float:
    if tense.direction == OPEN:
        if against != PAST:
            return 1.0
        return _DOUBT["week"] if period.grain == "quarter" else _FUTURE_DOUBT  # results are reported, plans rarely
    if tense.direction != against:
        return 1.0
    if against == FUTURE and period.grain == "quarter":  # figures of a finished quarter are still to be reported
        return _SLIGHT_DOUBT
    return _DOUBT.get(period.grain, _SURE_DOUBT) if tense.is_sure else _SLIGHT_DOUBT


def years_around(published: date | None, reach: int = 1) -> range:
    """The years in which a date without year may lie; empty without a day of publication."""
    return range(0) if published is None else range(published.year - reach, published.year + reach + 1)


__all__ = ["FUTURE", "OPEN", "PAST", "Anchor", "Scene", "Tense", "periods", "years_around"]
