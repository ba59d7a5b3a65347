"""Text as a row of lexemes, each with one symbol; words that no rule tells apart share a symbol."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

# Symbols are characters of the private use area, so that a text becomes a string which `re` can search.
OTHER, BREAK = "\ue000", "\ue001"
_FIRST_SYMBOL = 0xE002

# Order matters: a longer thing first. Amounts ("$1,998", "3.5", "10:35") become one lexeme that is never a date.
_LEXEMES = (
    r"(?P<break>\n[ \t\r]*\n\s*)"
    r"|(?P<date>(?<![\w/.=-])(?:\d{4}-\d{1,2}-\d{1,2}|\d{4}/\d{1,2}/\d{1,2}|\d\d-\d\d-\d\d|\d{1,2}/\d{1,2}/\d\d"
    r"|\d{1,2}(?P<dash>[/.-])\d{1,2}(?P=dash)\d{4})(?=T\d|\b)(?!/\w|\.\d|[-–](?!\d{1,2}[/.]\d{1,2}[/.]\d{4}\b)\w)"
    r"|(?<=\d{4}[-–])\d{1,2}(?P<slash>[/.])\d{1,2}(?P=slash)\d{4}\b(?![/.-]\w))"
    r"|(?P<amount>[$£€¥#]\s?\d[\d.,]*|\d+(?:[.,:/]\d+)+[a-z]*|\d+(?:-\d+){2,})"
    r"|(?P<mark>['’]s\b|[-–—‐‑'’])"
    r"|(?:STOPPED)\.(?!\w)"
    r"|(?:HYPHENED)\b"
    r"|[^\W_]+"
    r"|\S"
)

_DASHES = {"–": "-", "—": "-", "‐": "-", "‑": "-", "’": "'", "’s": "'s"}

FULL_DATE = "FULL_DATE"


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A word, number or mark of the text; ``word`` is its lower-case form with plain dashes."""

    start: int
    end: int
    word: str


class Alphabet:
    """Gives every word the symbol of the set of classes it is in; ``members`` lists the symbols of a class."""

    def __init__(
        self,
        classes: Mapping[str, Iterable[str]],
        literals: Iterable[str],
        capitalised: Iterable[str],
        same: Mapping[str, str],
    ) -> None:
        signatures: dict[str, set[str]] = {}
        for name, words in classes.items():
            for word in words:
                signatures.setdefault(word, set()).add(name)
        for word in literals:
            signatures.setdefault(word, set()).add(word)
        needs_capital = frozenset(capitalised)
        self._symbols: dict[frozenset[str], str] = {}
        self._words = {word: self._symbol(frozenset(names)) for word, names in sorted(signatures.items())}
        self._uncapitalised = {
            word: self._symbol(frozenset(names - needs_capital))
            for word, names in sorted(signatures.items())
            if names & needs_capital
        }
        stopped = sorted((word[:-1] for word in signatures if word[-1] == "." and word[:-1]), key=len, reverse=True)
        hyphened = sorted((re.escape(word) for word in (*signatures, *same) if "-" in word[1:]), key=len, reverse=True)
        written = _LEXEMES.replace("STOPPED", "|".join(map(re.escape, stopped)))
        self._lexeme = re.compile(written.replace("HYPHENED", "|".join(hyphened)), re.IGNORECASE)
        self._same = dict(same)
        self._full_date = self._symbol(frozenset({FULL_DATE}))

    def members(self, name: str) -> str:
        """All symbols of a class, or of a word that a rule names literally."""
        return "".join(symbol for names, symbol in self._symbols.items() if name in names)

    def read(self, text: str) -> tuple[list[Lexeme], str]:
        """The lexemes of a text and the string of their symbols, both of the same length."""
        words, uncapitalised, same = self._words, self._uncapitalised, self._same
        lexemes: list[Lexeme] = []
        symbols: list[str] = []
        for match in self._lexeme.finditer(text):
            raw = match.group()
            word = raw.lower()
            word = same.get(word, word)
            kind = match.lastgroup
            if kind == "mark":
                word = _DASHES.get(word, word)
            symbol = words.get(word, OTHER)
            if kind == "break":
                symbol = BREAK
            elif kind == "date":
                symbol = self._full_date
            elif symbol != OTHER and raw == word and word in uncapitalised:
                symbol = uncapitalised[word]
            lexemes.append(Lexeme(match.start(), match.end(), word))
            symbols.append(symbol)
        return lexemes, "".join(symbols)

    def _symbol(self, names: frozenset[str]) -> str:
        if not names:
            return OTHER
        return self._symbols.setdefault(names, chr(_FIRST_SYMBOL + len(self._symbols)))


def number_classes() -> dict[str, dict[str, Any]]:
    """The classes of digits, computed instead of listed: day and month numbers, years, counts, ordinals, decades."""
    suffixes = {n: "th" if 10 < n % 100 < 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th") for n in range(1, 100)}
    day_numbers = {str(n): n for n in range(1, 32)} | {f"{n:02d}": n for n in range(1, 10)}
    decades = {f"{n}s": n for n in range(1500, 2200, 10)}
    return {
        "DAY": day_numbers,
        "DAY_ORDINAL": {f"{n}{suffixes[n]}": n for n in range(1, 32)},
        "TWO_DIGITS": {f"{n:02d}": n for n in range(100)},
        "YEAR": {str(n): n for n in range(1500, 2200)},
        "COUNT": {str(n): n for n in range(1, 1500)},
        "RANK": {f"{n}{suffixes[n]}": n for n in range(1, 54)},
        "YEAR_PAIR": {f"{n}/{end}": n for n in range(1900, 2100) for end in (n + 1, f"{(n + 1) % 100:02d}")},
        "YEAR_QUARTER_CODE": {f"{n}q{no}": (n, no) for n in range(1980, 2080) for no in range(1, 5)},
        "FISCAL_CODE": {f"fy{name}": n for n in range(1980, 2080) for name in (n, f"{n % 100:02d}")},
        "FISCAL_QUARTER_CODE": {f"q{no}fy{n % 100:02d}": (n, no) for n in range(1980, 2080) for no in range(1, 5)},
        "DECADE": decades,
        "SHORT_DECADE": {f"{n}s": n for n in range(20, 100, 10)},
        "LATE_DECADE": {f"{n}s": n for n in range(50, 100, 10)},  # "the 30s" without apostrophe are ages or prices
    }
