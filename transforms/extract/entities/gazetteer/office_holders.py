"""Office holders of the gazetteer: which of them a bare surname means on a day, and the role they held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from transforms.extract.entities.gazetteer.entries import Entry
from transforms.extract.entities.gazetteer.names import Person
from transforms.extract.entities.gazetteer.personal_names import PersonalNames
from transforms.extract.entities.gazetteer.titles import Titles
from transforms.extract.entities.text.tokens import Tokens, name_words
from transforms.extract.entities.vocabulary import NAME_WORDS

# People of these countries are called by the name they were given: Abiy, Anwar, Prabowo.
GIVEN_FIRST_COUNTRIES = frozenset({"ETH", "ERI", "IDN", "MYS", "THA"})
FAMILY_FIRST_COUNTRIES = frozenset({"CHN", "PRK", "KOR", "TWN", "HKG", "MAC", "SGP", "VNM", "KHM"})
# Newspapers go on using the bare surname of an office holder for some years after the term.
_STILL_KNOWN = timedelta(days=5 * 366)
_SEVERAL_BEARERS = 4
_MANY_BEARERS = 12


@dataclass(frozen=True, slots=True)
class Support:
    """What a text says that lets a bare surname mean a leader.

    ``countries`` it names by name, adjective or people, ``capitals`` countries by their capital; ``has_peer``: another
    leader is in the sentence; ``is_meeting``: and they meet or speak.
    """

    countries: frozenset[str] = frozenset()
    capitals: frozenset[str] = frozenset()
    has_peer: bool = False
    is_meeting: bool = False


@dataclass(frozen=True, slots=True)
class OfficeHolders:
    """The people of the gazetteer by surname, in all its spellings; also by given name where people go by it.

    ``leaders`` are those of them who hold a leading office: of others a bare surname tells nothing. ``offices`` are the
    leading offices, and whether their holders go by surname only in news about their own country.
    """

    by_surname: Mapping[str, tuple[Entry, ...]]
    leaders: Mapping[str, tuple[Entry, ...]]
    offices: Mapping[str, bool]
    personal: PersonalNames

    @classmethod
    def build(
        cls, people: Iterable[Person], offices: Mapping[str, bool], personal: PersonalNames, titles: Titles
    ) -> OfficeHolders:
        """The people by the words that news calls them by."""
        found: dict[str, list[Entry]] = defaultdict(list)
        for person in people:
            called = (word for name in person.aliases for word in _called(person.entry, name, personal, titles))
            for surname in dict.fromkeys(called):
                found[surname].append(person.entry)
        leaders = {
            surname: held
            for surname, bearers in found.items()
            if (held := tuple(e for e in bearers if any(role.title in offices for role in e.roles)))
        }
        return cls({surname: tuple(bearers) for surname, bearers in found.items()}, leaders, offices, personal)

    def is_known(self, surname: str) -> bool:
        """True if a holder of a leading office bears the (folded) surname."""
        return surname in self.leaders

    def is_widespread(self, surname: str) -> bool:
        """True if so many people bear the name that it alone means nobody."""
        several = len(self.by_surname.get(surname, ())) >= _SEVERAL_BEARERS
        return surname in self.personal.widespread or (surname in NAME_WORDS.east_asian_families and several)

    def incumbent(self, surname: str, day: date | None, support: Support) -> Entry | None:
        """The only leader with this surname whose office is held on the day, or ended not long before.

        Those known at home only count where the text names their country. A widespread surname (Castro, Modi) needs
        support in the text, one that several in the gazetteer bear (Smith, Martin) more of it; one that many
        compatriots bear (Kim, Park) means nobody but a head of state who meets another: in news about Korea another Kim
        is as likely.
        """
        told = support.countries | support.capitals
        from_east = surname in NAME_WORDS.east_asian_families
        bearers: Sequence[Entry] = self.leaders.get(surname, ())
        if self.is_widespread(surname):
            bearers = self._supported(surname, bearers, day, support)
        bearers = [e for e in bearers if self._is_known_abroad(e) or (e.country in told and not from_east)]
        holding = [e for e in bearers if self._leads(e, day)]
        if holding:
            return _only(holding) or _only([e for e in holding if self._leads_abroad(e, day)])
        if day is None:
            return _only(bearers)
        return _only([e for e in bearers if any(r.end and r.end <= day <= r.end + _STILL_KNOWN for r in e.roles)])

    def _supported(self, surname: str, bearers: Sequence[Entry], day: date | None, support: Support) -> Sequence[Entry]:
        """The leaders with a widespread surname for whom the text speaks."""
        everybody = self.by_surname.get(surname, ())
        count = len(everybody)
        told = support.countries | (support.capitals if count < _SEVERAL_BEARERS else frozenset())
        at_home = [entry for entry in bearers if entry.country in told]
        if at_home:
            compatriots = sum(entry.country in told for entry in everybody)
            return at_home if compatriots < _MANY_BEARERS else (_heads(at_home, day) if support.is_meeting else [])
        if support.has_peer and count < _SEVERAL_BEARERS:
            return [entry for entry in bearers if self._leads(entry, day)]
        return _heads(bearers, day) if support.is_meeting else []

    def _leads(self, entry: Entry, day: date | None) -> bool:
        """True if a leading office is held on the day."""
        return any(role.holds(day) and role.title in self.offices for role in entry.roles)

    def _leads_abroad(self, entry: Entry, day: date | None) -> bool:
        """True if an office known abroad is held on the day."""
        return any(role.holds(day) and self.offices.get(role.title) is False for role in entry.roles)

    def _is_known_abroad(self, entry: Entry) -> bool:
        return any(self.offices.get(role.title) is False for role in entry.roles)

    def present_leaders(self, surname: str, day: date | None) -> list[Entry]:
        """Those with this surname who hold on the day an office known abroad."""
        return [entry for entry in self.leaders.get(surname, ()) if self._leads_abroad(entry, day)]

    def titled_incumbent(self, words: Tokens, first: int, day: date | None, countries: Collection[str]) -> Entry | None:
        """The only person of the gazetteer with this surname and the office that the title before it names.

        Of several ("King Abdullah") the one of a country in ``countries``, which the document names.
        """
        titles = {word for word in words.folded[max(0, first - 3) : first] if len(word) > 3}
        if words.folded[first - 1] in ("the", "of", "and", ","):
            return None  # "Vice President of the Castro government"
        holding = [
            entry
            for entry in self.by_surname.get(words.folded[first], ())
            if any(role.holds(day) and not titles.isdisjoint(role.title.split()) for role in entry.roles)
        ]
        return _only(holding) or _only([entry for entry in holding if entry.country in countries])


def _only(entries: Sequence[Entry]) -> Entry | None:
    return entries[0] if len(entries) == 1 else None


def _heads(bearers: Iterable[Entry], day: date | None) -> list[Entry]:
    """Those who are head of state or government on the day."""
    return [e for e in bearers if any(r.holds(day) and r.title in NAME_WORDS.heads_of_state for r in e.roles)]


def has_family_first(entry: Entry, folded: Sequence[str], personal: PersonalNames) -> bool:
    """True if a person of an East Asian country is called family name first: "Lam Cheng", but not "Carrie Lam"."""
    if entry.country not in FAMILY_FIRST_COUNTRIES:
        return False
    return folded[0] in NAME_WORDS.east_asian_families or folded[0] not in personal.given


def _called(entry: Entry, name: str, personal: PersonalNames, titles: Titles) -> list[str]:
    """The single words by which news calls a person of this name."""
    folded = name_words(name)[1]
    if len(folded) > 1 and (set(folded[-1]) <= set("ivx") or folded[-1] in ("jr", "sr")):
        folded = folded[:-1]
    if len(folded) < 2 or (name != entry.name and folded[0] in titles):
        return []
    surname = folded[0] if has_family_first(entry, folded, personal) else folded[-1]
    called = [surname, folded[0]] if entry.country in GIVEN_FIRST_COUNTRIES else [surname]
    return [word for word in called if len(word.strip(".")) > 1]
