"""What a gazetteer knows under a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Origin(StrEnum):
    """Where an entry comes from: a file, or the use of a name in countries.csv."""

    UNKNOWN = ""
    COUNTRIES = "countries"
    LIBRARY = "pycountry"
    CAPITALS = "capitals"
    SEATS = "seats"
    REGIONS = "regions"
    PLACES = "places"
    CITIES = "cities"
    SUBDIVISIONS = "subdivisions"
    TOWNS = "towns"
    PEOPLE = "people"
    ORGANIZATIONS = "organizations"
    COMPANIES = "companies"
    BODIES = "bodies"
    GROUPS = "groups"
    EVENTS = "events"

    @property
    def is_country(self) -> bool:
        """True for the name of a country itself."""
        return self in (Origin.COUNTRIES, Origin.LIBRARY)


@dataclass(frozen=True, slots=True)
class Role:
    """An office held: ``title`` as in "president"; open ends are None."""

    title: str
    country: str | None
    sector: str | None
    start: date | None
    end: date | None

    def holds(self, day: date | None) -> bool:
        """True if the office was held on the day; without a day, if it is still held."""
        if day is None:
            return self.end is None
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a gazetteer knows under a name: kind, canonical name, country and sector (None: none or not known).

    ``weak`` names count only where the model found the same words; ``generic`` ones belong to many countries.
    """

    kind: str
    name: str
    country: str | None = None
    sector: str | None = None
    origin: Origin = Origin.UNKNOWN
    weak: bool = False
    generic: bool = False
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """What a head word ("Ministry", "University") tells of the name it heads."""

    kind: str
    sector: str | None
    before_of: bool
    first_only: bool = False


def role_on(roles: tuple[Role, ...], day: date | None) -> Role | None:
    """The role held on the day; else the latest that had begun by then; else the first."""
    held = [r for r in roles if r.holds(day)]
    if held:
        return held[0]
    begun = [r for r in roles if r.start is None or day is None or r.start <= day]
    return max(begun, key=lambda r: r.start or date.min) if begun else (roles[0] if roles else None)
