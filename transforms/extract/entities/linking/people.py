"""Persons: short forms to full names inside a document, and surnames of office holders where no full name stands."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from transforms.extract.entities.gazetteer.entries import Entry, Origin, role_on
from transforms.extract.entities.gazetteer.office_holders import Support, has_family_first
from transforms.extract.entities.gazetteer.personal_names import PersonalNames
from transforms.extract.entities.linking.countries_of_people import is_described_otherwise
from transforms.extract.entities.linking.named import CountryBy, Link, Named
from transforms.extract.entities.text.names_of_people import is_family_first
from transforms.extract.entities.text.words import Words
from transforms.extract.entities.vocabulary import NAME_WORDS
from transforms.extract.rows import Context

_COUNTRY_NAMES = (Origin.COUNTRIES, Origin.LIBRARY, Origin.GROUPS, Origin.SEATS)
# A longer full form is no name but a broken page.
_LONGEST_NAME = 8
_AMONG_PEERS = Support(has_peer=True)


@dataclass(slots=True)
class Person:
    """One person of a document: the canonical name, the words of the full forms, and where they stand."""

    name: str
    words: tuple[str, ...]
    family_first: bool
    entry: Entry | None
    at: list[int] = field(default_factory=list)


class _People:
    """The people of a document in the order in which they are introduced, found by name and by first and last word."""

    def __init__(self) -> None:
        self.all: list[Person] = []
        self._by_name: dict[str, list[int]] = defaultdict(list)
        self._by_edge: dict[tuple[bool, str], list[int]] = defaultdict(list)

    def add(self, person: Person) -> None:
        """Note one more person."""
        number = len(self.all)
        self.all.append(person)
        self._by_name[person.name].append(number)
        if len(person.words) <= _LONGEST_NAME:
            self._by_edge[True, person.words[0]].append(number)
            self._by_edge[False, person.words[-1]].append(number)

    def like(self, name: str | None, folded: tuple[str, ...]) -> list[Person]:
        """Those of the same name, or whose full form begins or ends with the same word."""
        found = set(self._by_name.get(name or "", ()))
        if len(folded) <= _LONGEST_NAME:
            found.update(self._by_edge.get((True, folded[0]), ()), self._by_edge.get((False, folded[-1]), ()))
        return [self.all[number] for number in sorted(found)]


def link_people(words: Words, named: list[Named], context: Context) -> None:
    """Give every person mention its canonical name, or mark it ambiguous or a bare surname."""
    mentioned = [item for item in named if item.span.kind == "person"]
    people = _People()
    for item in mentioned:
        if not _is_bare(words, item) or (item.entry is not None and not item.entry.weak):
            _introduce(words, item, people)
    shorts = _short_forms(people, words.gazetteer.personal)
    lines = _Lines(words)
    support = _told(named)
    for item in mentioned:
        if item.link is Link.TEXT and _is_bare(words, item):
            _link_short(words, item, shorts.get(words.folded[item.span.stop - 1], []), lines, context, support)
    _link_peers(words, mentioned, context, support)
    for item in mentioned:
        if item.entry is not None and item.entry.roles:
            _take_role(item, item.entry, context.published_on)


def _short_forms(people: _People, personal: PersonalNames) -> dict[str, list[tuple[Person, bool]]]:
    """The people by each word they may be called by, and whether it is their surname."""
    shorts: dict[str, list[tuple[Person, bool]]] = defaultdict(list)
    for person in people.all:
        keys = _short_keys(person, personal)
        for key in dict.fromkeys(keys):
            shorts[key].append((person, key == keys[0]))
    return shorts


def _is_bare(words: Words, item: Named) -> bool:
    """True for a single word, and for a surname with its small words ("von der Leyen")."""
    return all(word in NAME_WORDS.surname_particles for word in words.text[item.span.first : item.span.stop - 1])


def _introduce(words: Words, item: Named, people: _People) -> None:
    """Note a full form; one that shares first and last word with an earlier person is the same person."""
    span, mention = item.span, item.mention
    folded = tuple(words.folded[span.first : span.stop])
    for person in people.like(mention.name, folded):
        if person.name == mention.name or _are_one(folded, person.words):
            person.at.append(span.first)
            mention.name = person.name
            if person.name != mention.text and item.link is Link.TEXT:
                item.link = Link.FULL_FORM
            item.entry = item.entry or person.entry
            return
    from_east = item.entry is not None and has_family_first(item.entry, folded, words.gazetteer.personal)
    family_first = len(folded) > 1 and (is_family_first(list(folded)) or from_east)
    people.add(Person(mention.name or mention.text, folded, family_first, item.entry, [span.first]))


def _are_one(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """True if two full forms of several words name one person: one of them leaves out words of the other."""
    return len(one) > 1 and len(other) > 1 and (_inside(one, other) or _inside(other, one))


def _inside(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """True if all words of one full form come in this order in the other and both end or begin alike."""
    if short[0] != long[0] and short[-1] != long[-1]:
        return False
    rest = iter(long)
    return all(word in rest for word in short)


def _short_keys(person: Person, personal: PersonalNames) -> list[str]:
    """Words a person may be called by: the surname first; given names too, as in Ethiopia, Indonesia or sports."""
    if len(person.words) == 1:
        return [person.words[0]]
    if len(person.words) > 3 and _has_family_second(person.words, personal):
        return [person.words[1], person.words[0]]
    keys = [person.words[-1], person.words[0]]
    return keys[::-1] if person.family_first else keys


def _has_family_second(folded: Sequence[str], personal: PersonalNames) -> bool:
    """Names of Hong Kong: "Ronald Lam Man-kin" is Mr Lam."""
    families = NAME_WORDS.east_asian_families
    return folded[1] in families and folded[0] in personal.given and folded[0] not in families


class _Lines:
    """Where paragraphs begin, as word numbers."""

    def __init__(self, words: Words) -> None:
        self.starts = [0, *(at for at in range(1, len(words)) if self.begins(words, at)), len(words)]

    def begins(self, words: Words, at: int) -> bool:
        """True if a paragraph begins with this word."""
        return words.new_line[at]

    def number(self, at: int) -> int:
        """The number of the paragraph, from 1, in which a word stands."""
        return bisect_left(self.starts, at + 1)

    def bounds(self, number: int) -> tuple[int, int]:
        """The words [first, stop) of a paragraph."""
        return self.starts[number - 1], self.starts[number]


class _Sentences(_Lines):
    """Where sentences begin, by their closing signs."""

    def begins(self, words: Words, at: int) -> bool:
        """True if a sentence begins with this word."""
        return words.new_line[at] or words.text[at - 1] in ".!?"


def _link_short(
    words: Words,
    item: Named,
    bearers: list[tuple[Person, bool]],
    lines: _Lines,
    context: Context,
    support: Support,
) -> None:
    """Link a single word to a person of the document, else to an office holder for whom the text speaks."""
    if bearers:
        family = [person for person, is_surname in bearers if is_surname]
        person = _nearest(item.span.first, family or [person for person, _ in bearers], lines)
        if person is None:
            item.link = Link.AMBIGUOUS
        else:
            _take_person(item, person)
        return
    holders, word = words.gazetteer.holders, words.folded[item.span.stop - 1]
    told = support.countries | support.capitals
    entry = None if is_described_otherwise(words, item) else holders.incumbent(word, context.published_on, support)
    entry = entry or holders.titled_incumbent(words, item.span.first, context.published_on, told)
    if entry is not None:
        _take_office(item, entry)
        return
    item.link = Link.SURNAME_ONLY
    namesakes = holders.leaders.get(word, ())
    homes = {leader.country for leader in namesakes}
    is_meant = homes & told or not holders.is_widespread(word) or _has_title_of(words, item, namesakes)
    if len(homes) == 1 and len(namesakes) > 1 and is_meant:
        # two Presidents Bush: which one stays open, the country does not
        item.link, item.mention.country, item.country_by = Link.AMBIGUOUS, homes.pop(), CountryBy.ROLE


def _take_person(item: Named, person: Person) -> None:
    item.mention.name, item.entry, item.link = person.name, person.entry, Link.FULL_FORM
    if person.entry is not None:
        item.mention.country, item.mention.sector = person.entry.country, person.entry.sector
        item.country_by = CountryBy.ROLE


def _has_title_of(words: Words, item: Named, leaders: Sequence[Entry]) -> bool:
    """True if the word before a surname is of an office that one of the leaders held ("President Bush")."""
    before = words.folded[item.span.first - 1] if item.span.first else ""
    return any(before in role.title.split() for leader in leaders for role in leader.roles)


def _take_office(item: Named, entry: Entry) -> None:
    mention = item.mention
    mention.name, item.link, item.entry = entry.name, Link.OFFICE, entry
    mention.country, mention.sector, item.country_by = entry.country, entry.sector, CountryBy.ROLE


def _told(named: list[Named]) -> Support:
    """The countries a text names; its other towns tell nothing on who is meant."""
    told = [n for n in named if n.span.kind in ("place", "nationality") and n.mention.country]
    names = frozenset(str(n.mention.country) for n in told if n.country_by in _COUNTRY_NAMES)
    return Support(names, frozenset(str(n.mention.country) for n in told if n.country_by is Origin.CAPITALS))


def _link_peers(words: Words, mentioned: list[Named], context: Context, support: Support) -> None:
    """Link bare surnames that stand in a sentence with a linked leader: "Modi met Macron"."""
    sentences, day = _Sentences(words), context.published_on
    peers: dict[int, list[Named]] = defaultdict(list)
    for item in mentioned:
        if _may_be_peer(words, item, day):
            peers[sentences.number(item.span.first)].append(item)
    meetings: dict[int, bool] = {}
    for item in mentioned:
        number = sentences.number(item.span.first)
        is_alone = all(peer is item for peer in peers.get(number, ()))
        if item.link is not Link.SURNAME_ONLY or is_alone or is_described_otherwise(words, item):
            continue
        if number not in meetings:
            meetings[number] = not NAME_WORDS.meetings.isdisjoint(words.folded[slice(*sentences.bounds(number))])
        beside = replace(support, has_peer=True, is_meeting=meetings[number])
        entry = words.gazetteer.holders.incumbent(words.folded[item.span.stop - 1], day, beside)
        if entry is not None:
            _take_office(item, entry)


def _may_be_peer(words: Words, item: Named, day: date | None) -> bool:
    """True for someone in office, and for a bare surname that means a leader among leaders."""
    if item.entry is not None and any(role.holds(day) for role in item.entry.roles):
        return True
    surname = words.folded[item.span.stop - 1]
    is_open = item.link is Link.SURNAME_ONLY
    return is_open and words.gazetteer.holders.incumbent(surname, day, _AMONG_PEERS) is not None


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


def _take_role(item: Named, entry: Entry, day: date | None) -> None:
    """Country and sector of the role held on the day, else of the last one that had begun by then."""
    role = role_on(entry.roles, day)
    if role is None:
        return
    item.role = role
    item.mention.country = role.country or item.mention.country
    item.mention.sector = role.sector if role.holds(day) else None
    item.country_by = CountryBy.ROLE
