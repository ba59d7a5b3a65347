"""Persons: short forms to full names inside a document, and surnames of office holders where no full name stands."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from transforms.extract.entities.document_rules import EAST_ASIAN_FAMILIES, is_family_first
from transforms.extract.entities.gazetteers import Entry, Role, read_rows
from transforms.extract.entities.lexicon import people_entries, personal_names
from transforms.extract.entities.naming import Named
from transforms.extract.entities.words import Words, name_words
from transforms.extract.rows import Context

FAMILY_FIRST_COUNTRIES = frozenset({"CHN", "PRK", "KOR", "TWN", "HKG", "MAC", "SGP", "VNM", "KHM"})
# Newspapers go on using the bare surname of an office holder for some years after the term.
_STILL_KNOWN = timedelta(days=5 * 366)


@dataclass(slots=True)
class Person:
    """One person of a document: the canonical name, the words of the full forms, and where they stand."""

    name: str
    words: tuple[str, ...]
    family_first: bool
    entry: Entry | None
    at: list[int] = field(default_factory=list)


def link_people(words: Words, named: list[Named], context: Context) -> None:
    """Give every person mention its canonical name, or mark it ambiguous or a bare surname."""
    mentioned = [item for item in named if item.span.kind == "person"]
    people: list[Person] = []
    for item in mentioned:
        if item.span.stop - item.span.first > 1 or (item.entry is not None and not item.entry.weak):
            _introduce(words, item, people)
    shorts: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        for key in _short_keys(person):
            if all(person is not p for p in shorts[key]):
                shorts[key].append(person)
    lines = _Lines(words)
    for item in mentioned:
        if item.mention.linked_by == "text" and item.span.stop - item.span.first == 1:
            _link_short(words, item, shorts.get(words.folded[item.span.first], []), lines, context)
    for item in mentioned:
        if item.entry is not None and item.entry.roles:
            _take_role(item, context.published_on)


def _introduce(words: Words, item: Named, people: list[Person]) -> None:
    """Note a full form; one that shares first and last word with an earlier person is the same person."""
    span, mention = item.span, item.mention
    folded = tuple(words.folded[span.first : span.stop])
    for person in people:
        same = person.name == mention.name or (
            len(folded) > 1
            and len(person.words) > 1
            and (_inside(folded, person.words) or _inside(person.words, folded))
        )
        if same:
            person.at.append(span.first)
            mention.name = person.name
            if person.name != mention.text and mention.linked_by == "text":
                mention.linked_by = "full_form"
            item.entry = item.entry or person.entry
            return
    from_east = item.entry is not None and _has_family_first(item.entry, folded)
    family_first = len(folded) > 1 and (is_family_first(words, span) or from_east)
    people.append(Person(mention.name or mention.text, folded, family_first, item.entry, [span.first]))


def _has_family_first(entry: Entry, folded: Sequence[str]) -> bool:
    """Whether a person of an East Asian country is called family name first: "Lam Cheng", but not "Carrie Lam"."""
    if entry.country not in FAMILY_FIRST_COUNTRIES:
        return False
    return folded[0] in EAST_ASIAN_FAMILIES or folded[0] not in personal_names()[0]


def _inside(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether all words of one full form come in this order in the other and both end or begin alike."""
    if short[0] != long[0] and short[-1] != long[-1]:
        return False
    rest = iter(long)
    return all(word in rest for word in short)


def _short_keys(person: Person) -> list[str]:
    """Words a person may be called by: the surname first; given names too, as in Ethiopia, Indonesia or sports."""
    if len(person.words) == 1:
        return [person.words[0]]
    keys = [person.words[-1], person.words[0]]
    return keys[::-1] if person.family_first else keys


class _Lines:
    """Where paragraphs begin, as word numbers."""

    def __init__(self, words: Words) -> None:
        self.starts = [0, *(at for at in range(1, len(words)) if words.new_line[at])]

    def number(self, at: int) -> int:
        return bisect_left(self.starts, at + 1)


def _link_short(words: Words, item: Named, bearers: list[Person], lines: _Lines, context: Context) -> None:
    mention = item.mention
    word = words.folded[item.span.first]
    family = [p for p in bearers if _short_keys(p)[0] == word]
    person = _nearest(item.span.first, family or bearers, lines)
    if person is not None:
        mention.name, item.entry, mention.linked_by = person.name, person.entry, "full_form"
        if person.entry is not None:
            mention.country, mention.sector = person.entry.country, person.entry.sector
            item.country_by = "role"
        return
    if bearers:
        mention.linked_by = "ambiguous"
        return
    entry = incumbent(word, context.published_on) or _titled(words, item.span.first, context.published_on)
    if entry is None:
        mention.linked_by = "surname_only"
        countries = {leader.country for leader in _leaders().get(word, ())}
        if len(countries) == 1 and len(_leaders()[word]) > 1:
            # two Presidents Bush: which one stays open, the country does not
            mention.linked_by, mention.country, item.country_by = "ambiguous", countries.pop(), "role"
        return
    mention.name, mention.linked_by, item.entry = entry.name, "office", entry
    mention.country, mention.sector, item.country_by = entry.country, entry.sector, "role"


def _nearest(at: int, bearers: list[Person], lines: _Lines) -> Person | None:
    """The only bearer; the one named last in this paragraph; else the one the document names in full most often."""
    if len(bearers) < 2:
        return bearers[0] if bearers else None
    line = lines.number(at)
    before = [(place, p) for p in bearers for place in p.at if place < at and lines.number(place) == line]
    if before:
        return max(before, key=lambda b: b[0])[1]
    counts = Counter({index: len(p.at) for index, p in enumerate(bearers)})
    (best, most), (_, second) = counts.most_common(2)
    if most > second:
        return bearers[best]
    known = [p for p in bearers if p.entry is not None]
    return known[0] if len(known) == 1 else None


@cache
def _bearers() -> dict[str, list[Entry]]:
    """The people of the gazetteer by surname."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in people_entries():
        folded = name_words(entry.name)[1]
        found[folded[0] if _has_family_first(entry, folded) else folded[-1]].append(entry)
    return dict(found)


@cache
def _leaders() -> dict[str, list[Entry]]:
    """Holders of leading offices by surname; of others a bare surname tells nothing."""
    leading = {row["role"] for row in read_rows("leading_offices")}
    return {
        surname: leaders
        for surname, bearers in _bearers().items()
        if (leaders := [e for e in bearers if any(role.title in leading for role in e.roles)])
    }


def is_known_surname(surname: str) -> bool:
    """Whether a holder of a leading office bears the (folded) surname."""
    return surname in _leaders()


def incumbent(surname: str, day: date | None) -> Entry | None:
    """The only leader with this surname whose office is held on the day, or ended not long before."""
    bearers = _leaders().get(surname, [])
    holding = [e for e in bearers if any(r.holds(day) for r in e.roles)]
    if len(holding) == 1:
        return holding[0]
    if holding:
        return None
    if day is None:
        return bearers[0] if len(bearers) == 1 else None
    late = [e for e in bearers if any(r.end is not None and r.end <= day <= r.end + _STILL_KNOWN for r in e.roles)]
    return late[0] if len(late) == 1 else None


def _titled(words: Words, first: int, day: date | None) -> Entry | None:
    """The only person of the gazetteer with this surname and the office that the title before it names."""
    titles = {word for word in words.folded[max(0, first - 3) : first] if len(word) > 3}
    holding = [
        entry
        for entry in _bearers().get(words.folded[first], ())
        if any(role.holds(day) and not titles.isdisjoint(role.title.split()) for role in entry.roles)
    ]
    return holding[0] if len(holding) == 1 else None


def _take_role(item: Named, day: date | None) -> None:
    """Country and sector of the role held on the day, else of the last one that had begun by then."""
    assert item.entry is not None
    role = role_on(item.entry.roles, day)
    if role is None:
        return
    item.role = role
    item.mention.country = role.country or item.mention.country
    item.mention.sector = role.sector if role.holds(day) else None
    item.country_by = "role"


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
    _leaders.cache_clear()
