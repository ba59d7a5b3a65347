"""A span on its way to a mention, with what the linking steps learn about it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from transforms.extract.entities.gazetteers import Entry, Role, read_rows
from transforms.extract.entities.spans import Span
from transforms.extract.entities.words import fold, name_words
from transforms.extract.rows import Mention


@dataclass(slots=True)
class Named:
    """A span, its mention, the gazetteer's entry, how the country was found, and the titles and roles it bears here."""

    span: Span
    mention: Mention
    entry: Entry | None
    country_by: str = ""
    titles: tuple[str, ...] = ()
    role: Role | None = None


def country_told_by(item: Named | None) -> str | None:
    """The country a mention stands for when it qualifies another: countries, nationalities, capitals."""
    if item is None or item.mention.country is None or item.span.kind not in ("place", "nationality"):
        return None
    return item.mention.country


@cache
def role_words() -> dict[str, str | None]:
    """Folded words that may stand in a person's description ("opposition", "striker"), with their sector."""
    found: dict[str, str | None] = {}
    for row in read_rows("agents"):
        found.setdefault(fold(row["word"]), row["sector"] or None)
    for row in read_rows("titles"):
        for word in name_words(row["title"])[1]:
            found.setdefault(word, None)
    return found


@cache
def occupations() -> frozenset[str]:
    """Folded words of agents.csv for what people do who hold no office ("striker", "teacher")."""
    titles = {word for row in read_rows("titles") for word in name_words(row["title"])[1]}
    rows = (row for row in read_rows("agents") if row["sector"] not in ("GOV", "OPP", "PTY", "LEG"))
    return frozenset(fold(row["word"]) for row in rows) - titles


def forget() -> None:
    """Drop what was built from gazetteers that are no longer in force."""
    role_words.cache_clear()
    occupations.cache_clear()
