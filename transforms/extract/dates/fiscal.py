"""What differs by country: when its year of accounts begins, which feasts it keeps, when its summer is."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal

from spacy.tokens import Token

from transforms.extract.dates import periods
from transforms.extract.dates.periods import Period
from transforms.extract.rows import Mention
from transforms.extract.text.index import TextIndex

# Characters between the name of a country and what it owns: "India's Independence Day".
_BESIDE = 3


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """The year of accounts or of schools of a country. ``is_named_by_start``: fiscal 2025 begins in 2025."""

    starts_in: int
    is_named_by_start: bool
    is_public_only: bool
    year_of: Literal["fiscal", "school"] = "fiscal"

    def place(self, nominal: Period, first_year: int | None = None) -> Period:
        """The days of the fiscal year, half or quarter that is called like the calendar period ``nominal``."""
        year = nominal.start.year
        if first_year is None:
            first_year = year if self.is_named_by_start or self.starts_in == 1 else year - 1
        months = (first_year - year) * 12 + self.starts_in - 1
        start = periods.step(nominal.start, months, "month")
        after = periods.step(nominal.end + timedelta(1), months, "month")
        return replace(nominal, start=start, end=after - timedelta(1), whole=nominal, year_of=self.year_of)


class CountryCalendars:
    """Tells of which countries a place in the text speaks, whose fiscal years, feasts and seasons it may mean."""

    def __init__(self, index: TextIndex, mentions: Iterable[Mention]) -> None:
        self._index = index
        self._countries = [(mention.start, mention.end, mention.country) for mention in mentions if mention.country]

    def year_at(self, token: Token) -> FiscalYear | None:
        """The fiscal year meant at that token; None when no single country with a known one is named."""
        start, end = self._sentence(token)
        named = self.countries_at(token)
        found = _fiscal_years().get(next(iter(named))) if len(named) == 1 else None
        if found is not None and found.is_public_only:
            words = {word.lower_ for word in self._index.words(start, end) or ()}
            return found if words & _public_words() else None
        return found

    def school_year_at(self, token: Token) -> FiscalYear | None:
        """The school year meant at that token; None when no single country with a known one is named."""
        named = self.countries_at(token)
        month = _tables()["school"].get(next(iter(named))) if len(named) == 1 else None
        return FiscalYear(month, is_named_by_start=True, is_public_only=False, year_of="school") if month else None

    def countries_at(self, token: Token) -> frozenset[str]:
        """The country named just before the token ("Canadian Thanksgiving"), else those of its sentence or text."""
        beside = [code for _, end, code in self._countries if 0 <= token.idx - end <= _BESIDE]
        start, end = self._sentence(token)
        here = frozenset(country for at, _, country in self._countries if start <= at < end)
        return frozenset(beside[-1:]) or here or frozenset(country for _, _, country in self._countries)

    def _sentence(self, token: Token) -> tuple[int, int]:
        if self._index.doc.has_annotation("SENT_START"):
            return token.sent.start_char, token.sent.end_char
        return 0, len(self._index.text)


def is_southern(country: str) -> bool:
    """True if the summer of that country begins in December."""
    return country in _tables()["southern"]["countries"]


def unplaced(nominal: Period, year_of: Literal["fiscal", "school"] = "fiscal") -> Period:
    """A fiscal period or a school year whose first day nothing tells."""
    return replace(nominal, year_of=year_of, is_placed=False)


@cache
def _fiscal_years() -> dict[str, FiscalYear]:
    return {
        country: FiscalYear(row["starts_in"], row["named_by"] == "start", row["scope"] == "public")
        for country, row in _tables()["countries"].items()
    }


@cache
def _public_words() -> frozenset[str]:
    return frozenset(_tables()["public"]["words"])


@cache
def _tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads((Path(__file__).parent / "data" / "fiscal.toml").read_text(encoding="utf8"))
