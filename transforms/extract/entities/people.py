"""Persons: short forms to full names inside a document, and surnames of office holders where no full name stands."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from transforms.extract.entities.descriptions import is_described_otherwise
from transforms.extract.entities.document_rules import EAST_ASIAN_FAMILIES, is_family_first
from transforms.extract.entities.gazetteers import Entry
from transforms.extract.entities.lexicon import personal_names
from transforms.extract.entities.naming import Named
from transforms.extract.entities.offices import (
    Support,
    has_family_first,
    incumbent,
    is_widespread,
    leaders,
    role_on,
    titled_incumbent,
)
from transforms.extract.entities.word_lists import word_list
from transforms.extract.entities.words import Words
from transforms.extract.rows import Context

_COUNTRY_NAMES = ("countries", "pycountry", "groups", "seats")
_MEETINGS = word_list("meetings")
_PARTICLES = word_list("surname_particles")
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
    shorts: dict[str, list[Person]] = defaultdict(list)
    for person in people.all:
        for key in _short_keys(person):
            if all(person is not p for p in shorts[key]):
                shorts[key].append(person)
    lines = _Lines(words)
    support = _told(named)
    for item in mentioned:
        if item.mention.linked_by == "text" and _is_bare(words, item):
            _link_short(words, item, shorts.get(words.folded[item.span.stop - 1], []), lines, context, support)
    _link_peers(words, mentioned, context, support)
    for item in mentioned:
        if item.entry is not None and item.entry.roles:
            _take_role(item, context.published_on)


def _is_bare(words: Words, item: Named) -> bool:
    """True for a single word, and for a surname with its small words ("von der Leyen")."""
    return all(word in _PARTICLES for word in words.text[item.span.first : item.span.stop - 1])


def _introduce(words: Words, item: Named, people: _People) -> None:
    """Note a full form; one that shares first and last word with an earlier person is the same person."""
    span, mention = item.span, item.mention
    folded = tuple(words.folded[span.first : span.stop])
    for person in people.like(mention.name, folded):
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
    from_east = item.entry is not None and has_family_first(item.entry, folded)
    family_first = len(folded) > 1 and (is_family_first(words, span) or from_east)
    people.add(Person(mention.name or mention.text, folded, family_first, item.entry, [span.first]))


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
    if len(person.words) > 3 and _has_family_second(person.words):
        return [person.words[1], person.words[0]]
    keys = [person.words[-1], person.words[0]]
    return keys[::-1] if person.family_first else keys


def _has_family_second(folded: Sequence[str]) -> bool:
    """Names of Hong Kong: "Ronald Lam Man-kin" is Mr Lam."""
    given = personal_names()[0]
    return folded[1] in EAST_ASIAN_FAMILIES and folded[0] in given and folded[0] not in EAST_ASIAN_FAMILIES


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
    words: Words, item: Named, bearers: list[Person], lines: _Lines, context: Context, support: Support
) -> None:
    """Link a single word to a person of the document, else to an office holder for whom the text speaks."""
    mention = item.mention
    word = words.folded[item.span.stop - 1]
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
    entry = None if is_described_otherwise(words, item) else incumbent(word, context.published_on, support)
    told = support.countries | support.capitals
    entry = entry or titled_incumbent(words, item.span.first, context.published_on, told)
    if entry is None:
        mention.linked_by = "surname_only"
        namesakes = leaders().get(word, ())
        homes = {leader.country for leader in namesakes}
        is_meant = homes & told or not is_widespread(word) or _has_title_of(words, item, namesakes)
        if len(homes) == 1 and len(namesakes) > 1 and is_meant:
            # two Presidents Bush: which one stays open, the country does not
            mention.linked_by, mention.country, item.country_by = "ambiguous", homes.pop(), "role"
        return
    _take_office(item, entry)


def _has_title_of(words: Words, item: Named, leaders: Sequence[Entry]) -> bool:
    """True if the word before a surname is of an office that one of the leaders held ("President Bush")."""
    before = words.folded[item.span.first - 1] if item.span.first else ""
    return any(before in role.title.split() for leader in leaders for role in leader.roles)


def _take_office(item: Named, entry: Entry) -> None:
    mention = item.mention
    mention.name, mention.linked_by, item.entry = entry.name, "office", entry
    mention.country, mention.sector, item.country_by = entry.country, entry.sector, "role"


def _told(named: list[Named]) -> Support:
    """The countries a text names; its other towns tell nothing on who is meant."""
    told = [n for n in named if n.span.kind in ("place", "nationality") and n.mention.country]
    names = frozenset(str(n.mention.country) for n in told if n.country_by in _COUNTRY_NAMES)
    return Support(names, frozenset(str(n.mention.country) for n in told if n.country_by == "capitals"))


def _link_peers(words: Words, mentioned: list[Named], context: Context, support: Support) -> None:
    """Link bare surnames that stand in a sentence with a linked leader: "Modi met Macron"."""
    sentences = _Sentences(words)
    peers: dict[int, list[Named]] = defaultdict(list)
    meetings: dict[int, bool] = {}
    day = context.published_on
    for item in mentioned:
        is_open = item.mention.linked_by == "surname_only"
        holds = item.entry is not None and any(role.holds(day) for role in item.entry.roles)
        if holds or (is_open and incumbent(words.folded[item.span.stop - 1], day, _AMONG_PEERS)):
            peers[sentences.number(item.span.first)].append(item)
    for item in mentioned:
        number = sentences.number(item.span.first)
        beside_it = peers.get(number, [item])
        is_alone = len(beside_it) == 1 and beside_it[0] is item
        if item.mention.linked_by != "surname_only" or is_alone or is_described_otherwise(words, item):
            continue
        if number not in meetings:
            meetings[number] = not _MEETINGS.isdisjoint(words.folded[slice(*sentences.bounds(number))])
        is_meeting = meetings[number]
        beside = replace(support, has_peer=True, is_meeting=is_meeting)
        entry = incumbent(words.folded[item.span.stop - 1], day, beside)
        if entry is not None:
            _take_office(item, entry)


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
