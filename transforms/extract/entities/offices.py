"""Office holders of the gazetteer: which of them a bare surname means on a day, and the role they held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from functools import cache

from transforms.extract.entities.document_rules import EAST_ASIAN_FAMILIES
from transforms.extract.entities.gazetteers import Entry, Role, read_rows
from transforms.extract.entities.lexicon import people_entries, personal_names
from transforms.extract.entities.words import Words, name_words

FAMILY_FIRST_COUNTRIES = frozenset({"CHN", "PRK", "KOR", "TWN", "HKG", "MAC", "SGP", "VNM", "KHM"})
# Newspapers go on using the bare surname of an office holder for some years after the term.
_STILL_KNOWN = timedelta(days=5 * 366)
_MANY_BEARERS = 12


def has_family_first(entry: Entry, folded: Sequence[str]) -> bool:
    """Whether a person of an East Asian country is called family name first: "Lam Cheng", but not "Carrie Lam"."""
    if entry.country not in FAMILY_FIRST_COUNTRIES:
        return False
    return folded[0] in EAST_ASIAN_FAMILIES or folded[0] not in personal_names()[0]


@cache
def _bearers() -> dict[str, list[Entry]]:
    """The people of the gazetteer by surname."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in people_entries():
        folded = name_words(entry.name)[1]
        if len(folded) > 1 and set(folded[-1]) <= set("ivx"):
            folded = folded[:-1]
        surname = folded[0] if has_family_first(entry, folded) else folded[-1]
        if len(surname.strip(".")) > 1:
            found[surname].append(entry)
    return dict(found)


@cache
def leaders() -> dict[str, list[Entry]]:
    """Holders of leading offices by surname; of others a bare surname tells nothing."""
    return {
        surname: held
        for surname, bearers in _bearers().items()
        if (held := [e for e in bearers if any(role.title in _offices() for role in e.roles)])
    }


@cache
def _offices() -> dict[str, bool]:
    """Leading offices, and whether their holders go by surname only in news about their own country."""
    return {row["role"]: row["at_home"] == "1" for row in read_rows("leading_offices")}


def is_known_surname(surname: str) -> bool:
    """Whether a holder of a leading office bears the (folded) surname."""
    return surname in leaders()


def incumbent(surname: str, day: date | None, countries: Collection[str]) -> Entry | None:
    """The only leader with this surname whose office is held on the day, or ended not long before.

    Those known at home only count where ``countries``, which the document names, hold theirs; so do bearers of a
    widespread surname (Castro, Santos). A surname that many in the gazetteer bear (Kim, Park, Khan) tells nobody in a
    document that names countries: in news about Korea another Kim is as likely.
    """
    widespread, from_east = _is_widespread(surname), surname in EAST_ASIAN_FAMILIES
    if countries and (widespread or from_east) and len(_bearers().get(surname, ())) >= _MANY_BEARERS:
        return None
    elsewhere = not widespread or not countries
    bearers = [
        leader
        for leader in leaders().get(surname, [])
        if (leader.country in countries or elsewhere)
        and (_is_known_abroad(leader) or (leader.country in countries and not from_east))
    ]
    holding = [e for e in bearers if any(r.holds(day) for r in e.roles)]
    if holding:
        return holding[0] if len(holding) == 1 else None
    if day is None:
        return bearers[0] if len(bearers) == 1 else None
    late = [e for e in bearers if any(r.end is not None and r.end <= day <= r.end + _STILL_KNOWN for r in e.roles)]
    return late[0] if len(late) == 1 else None


def _is_widespread(surname: str) -> bool:
    given, family = personal_names()
    return surname in given or surname in family


def _is_known_abroad(entry: Entry) -> bool:
    return any(_offices().get(role.title) is False for role in entry.roles)


def titled_incumbent(words: Words, first: int, day: date | None, countries: Collection[str]) -> Entry | None:
    """The only person of the gazetteer with this surname and the office that the title before it names.

    Of several ("King Abdullah") the one of a country in ``countries``, which the document names.
    """
    titles = {word for word in words.folded[max(0, first - 3) : first] if len(word) > 3}
    if words.folded[first - 1] in ("the", "of", "and", ","):
        return None  # "Vice President of the Castro government"
    holding = [
        entry
        for entry in _bearers().get(words.folded[first], ())
        if any(role.holds(day) and not titles.isdisjoint(role.title.split()) for role in entry.roles)
    ]
    if len(holding) > 1:
        holding = [entry for entry in holding if entry.country in countries]
    return holding[0] if len(holding) == 1 else None


def role_on(roles: tuple[Role, ...], day: date | None) -> Role | None:
    """The role held on the day; else the latest that had begun by then; else the first."""
    held = [r for r in roles if r.holds(day)]
    if held:
        return held[0]
    begun = [r for r in roles if r.start is None or day is None or r.start <= day]
    return max(begun, key=lambda r: r.start or date.min) if begun else (roles[0] if roles else None)


def forget() -> None:
    """Drop what was built from gazetteers that are no longer in force."""
    _bearers.cache_clear()
    leaders.cache_clear()
    _offices.cache_clear()
