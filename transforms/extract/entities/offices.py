"""Office holders of the gazetteer: which of them a bare surname means on a day, and the role they held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from transforms.extract.entities.document_rules import EAST_ASIAN_FAMILIES
from transforms.extract.entities.gazetteers import Entry, Role, read_rows
from transforms.extract.entities.lexicon import people_entries, personal_names, widespread_names
from transforms.extract.entities.titles import title_words
from transforms.extract.entities.word_lists import word_phrases
from transforms.extract.entities.words import Words, name_words

# People of these countries are called by the name they were given: Abiy, Anwar, Prabowo.
GIVEN_FIRST_COUNTRIES = frozenset({"ETH", "ERI", "IDN", "MYS", "THA"})
FAMILY_FIRST_COUNTRIES = frozenset({"CHN", "PRK", "KOR", "TWN", "HKG", "MAC", "SGP", "VNM", "KHM"})
# Newspapers go on using the bare surname of an office holder for some years after the term.
_STILL_KNOWN = timedelta(days=5 * 366)
_SEVERAL_BEARERS = 4
_MANY_BEARERS = 12
_HEADS = word_phrases("heads_of_state")


def has_family_first(entry: Entry, folded: Sequence[str]) -> bool:
    """Whether a person of an East Asian country is called family name first: "Lam Cheng", but not "Carrie Lam"."""
    if entry.country not in FAMILY_FIRST_COUNTRIES:
        return False
    return folded[0] in EAST_ASIAN_FAMILIES or folded[0] not in personal_names()[0]


@cache
def _bearers() -> dict[str, list[Entry]]:
    """The people of the gazetteer by surname, in all its spellings; also by given name where people go by it."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry, aliases in people_entries():
        for surname in dict.fromkeys(word for name in aliases for word in _called(entry, name)):
            found[surname].append(entry)
    return dict(found)


def _called(entry: Entry, name: str) -> list[str]:
    """The single words by which news calls a person of this name."""
    folded = name_words(name)[1]
    if len(folded) > 1 and (set(folded[-1]) <= set("ivx") or folded[-1] in ("jr", "sr")):
        folded = folded[:-1]
    if len(folded) < 2 or (name != entry.name and folded[0] in title_words()[0]):
        return []
    surname = folded[0] if has_family_first(entry, folded) else folded[-1]
    called = [surname, folded[0]] if entry.country in GIVEN_FIRST_COUNTRIES else [surname]
    return [word for word in called if len(word.strip(".")) > 1]


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


@dataclass(frozen=True, slots=True)
class Support:
    """What a text says that lets a bare surname mean a leader.

    ``countries`` it names by name, adjective or people, ``capitals`` countries by their capital; ``has_peer``: another
    leader stands in the sentence; ``is_meeting``: and they meet or speak.
    """

    countries: frozenset[str] = frozenset()
    capitals: frozenset[str] = frozenset()
    has_peer: bool = False
    is_meeting: bool = False


def is_widespread(surname: str) -> bool:
    """True if so many people bear the name that it alone means nobody."""
    several = len(_bearers().get(surname, ())) >= _SEVERAL_BEARERS
    return surname in widespread_names() or (surname in EAST_ASIAN_FAMILIES and several)


def incumbent(surname: str, day: date | None, support: Support) -> Entry | None:
    """The only leader with this surname whose office is held on the day, or ended not long before.

    Those known at home only count where the text names their country. A widespread surname (Castro, Modi) needs support
    in the text, one that several in the gazetteer bear (Smith, Martin) more of it; one that many compatriots bear (Kim,
    Park) means nobody but a head of state who meets another: in news about Korea another Kim is as likely.
    """
    told = support.countries | support.capitals
    from_east = surname in EAST_ASIAN_FAMILIES
    bearers = leaders().get(surname, [])
    if is_widespread(surname):
        bearers = _supported(surname, bearers, day, support)
    bearers = [e for e in bearers if _is_known_abroad(e) or (e.country in told and not from_east)]
    holding = [e for e in bearers if _leads(e, day)]
    if holding:
        abroad = [e for e in holding if any(r.holds(day) and _offices().get(r.title) is False for r in e.roles)]
        holding = holding if len(holding) == 1 else abroad
        return holding[0] if len(holding) == 1 else None
    if day is None:
        return bearers[0] if len(bearers) == 1 else None
    late = [e for e in bearers if any(r.end is not None and r.end <= day <= r.end + _STILL_KNOWN for r in e.roles)]
    return late[0] if len(late) == 1 else None


def _supported(surname: str, bearers: list[Entry], day: date | None, support: Support) -> list[Entry]:
    """The leaders with a widespread surname for whom the text speaks."""
    count = len(_bearers().get(surname, ()))
    told = support.countries | (support.capitals if count < _SEVERAL_BEARERS else frozenset())
    at_home = [entry for entry in bearers if entry.country in told]
    if at_home:
        compatriots = sum(entry.country in told for entry in _bearers().get(surname, ()))
        return at_home if compatriots < _MANY_BEARERS else (_heads(at_home, day) if support.is_meeting else [])
    if support.has_peer and count < _SEVERAL_BEARERS:
        return [entry for entry in bearers if _leads(entry, day)]
    return _heads(bearers, day) if support.is_meeting else []


def _heads(bearers: list[Entry], day: date | None) -> list[Entry]:
    """Those who are head of state or government on the day."""
    return [entry for entry in bearers if any(r.holds(day) and r.title in _HEADS for r in entry.roles)]


def _leads(entry: Entry, day: date | None) -> bool:
    """True if a leading office is held on the day."""
    return any(role.holds(day) and role.title in _offices() for role in entry.roles)


def present_leaders(surname: str, day: date | None) -> list[Entry]:
    """Those with this surname who hold on the day an office known abroad."""
    return [
        e for e in leaders().get(surname, ()) if any(r.holds(day) and _offices().get(r.title) is False for r in e.roles)
    ]


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
