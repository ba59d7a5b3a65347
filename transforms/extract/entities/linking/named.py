"""A span on its way to a mention, with what the linking steps learn about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from transforms.extract.entities.candidates.spans import Span
from transforms.extract.entities.gazetteer.entries import Entry, Origin, Role
from transforms.extract.rows import Mention


class Link(StrEnum):
    """How a mention came by its canonical name, or why it has none."""

    TEXT = "text"
    GAZETTEER = "gazetteer"
    ACRONYM = "acronym"
    ORGAN = "organ"
    FULL_FORM = "full_form"
    OFFICE = "office"
    AMBIGUOUS = "ambiguous"
    SURNAME_ONLY = "surname_only"

    @property
    def is_open(self) -> bool:
        """True if it stays open who is meant."""
        return self in (Link.AMBIGUOUS, Link.SURNAME_ONLY)


class CountryBy(StrEnum):
    """How a mention came by its country, where no entry of the gazetteers has it."""

    NAME = "name"
    POSSESSOR = "possessor"
    NEAREST = "nearest"
    PUBLISHER = "publisher"
    TITLE = "title"
    APPOSITION = "apposition"
    ROLE = "role"
    DOCUMENT = "document"
    NAMESAKE = "namesake"


@dataclass(slots=True)
class Named:
    """A span, its mention, the gazetteer's entry, how name and country were found, and the role held on the day."""

    span: Span
    mention: Mention
    entry: Entry | None
    link: Link = Link.TEXT
    country_by: Origin | CountryBy = Origin.UNKNOWN
    role: Role | None = None


def country_told_by(item: Named | None) -> str | None:
    """The country a mention stands for when it qualifies another: countries, nationalities, capitals."""
    if item is None or item.mention.country is None or item.span.kind not in ("place", "nationality"):
        return None
    return item.mention.country
