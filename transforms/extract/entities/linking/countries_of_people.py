"""Countries of persons from the titles before and the descriptions after their names."""

from __future__ import annotations

from collections.abc import Mapping

from transforms.extract.entities.linking.named import CountryBy, Named, country_told_by
from transforms.extract.entities.text.words import Words
from transforms.extract.entities.vocabulary import NAME_WORDS

# Words of the longest title before a name, and of the longest description after it.
_LOOK_BACK = 9
_LOOK_ON = 12
_ENDS = frozenset({".", "!", "?", ";", ":", "(", ")", "“", "”", '"'})
_POSSESSIVE = frozenset({"'s", "'"})


def find_country_of_person(
    words: Words, item: Named, beginning: Mapping[int, Named], ending: Mapping[int, Named]
) -> None:
    """Take the country from the title before a name or the description after it; mentions by first and last word."""
    country, by = _before_person(words, item, ending), CountryBy.TITLE
    if country is None:
        country, by = _after_person(words, item, beginning), CountryBy.APPOSITION
    if country is not None:
        item.mention.country, item.country_by = country, by


def _before_person(words: Words, item: Named, ending: Mapping[int, Named]) -> str | None:
    """ "Chinese Ambassador to North Korea X", "Pyongyang's Foreign Minister X", "Russian tennis player X"."""
    at = item.span.first
    described = False
    lowest = max(0, at - _LOOK_BACK)
    while at > lowest and not words.new_line[at]:
        near = ending.get(at)
        if near is not None:
            if not _is_post(words, near):
                return _country_of_name(near) if described else None
            at, described = near.span.first - 2, True
            continue
        word = words.folded[at - 1]
        if word in words.gazetteer.role_words or (described and _is_capitalised(words, at - 1)):
            described = True
        elif word not in _POSSESSIVE and word != "-":
            return None
        at -= 1
    return None


def _is_capitalised(words: Words, at: int) -> bool:
    return words.folded[at].isalpha() and words.text[at][0].isupper()


def _is_post(words: Words, near: Named) -> bool:
    """True for the place where an ambassador is posted: "Ambassador to North Korea"."""
    posted = near.span.first - 2
    is_place = near.span.kind == "place" and posted > 0 and words.folded[posted + 1] in ("to", "in")
    return is_place and words.folded[posted] in NAME_WORDS.posted_officials


def _country_of_name(near: Named) -> str | None:
    """The country that a name beside a title tells, also that of a body."""
    return country_told_by(near) or (near.mention.country if near.span.kind == "organization" else None)


def _after_person(words: Words, item: Named, beginning: Mapping[int, Named]) -> str | None:
    """ "X, president of Chad,", "X, China's envoy", "X, a Ugandan attorney", "X of Kenya"."""
    at = item.span.stop
    if at >= len(words) or words.new_line[at]:
        return None
    if words.folded[at] == "of":
        return country_told_by(beginning.get(at + 1))
    return _country_of_description(words, at + 1, beginning) if words.text[at] == "," else None


def _country_of_description(words: Words, at: int, beginning: Mapping[int, Named]) -> str | None:
    """The country in the description that begins at a word."""
    described, is_kin = False, False
    end = min(len(words), at + _LOOK_ON)
    while at < end and not words.new_line[at]:
        word = words.folded[at]
        if _ends_description(words, at, described):
            return None
        near = beginning.get(at)
        if near is None:
            described = described or word in words.gazetteer.role_words or word in NAME_WORDS.kin
            is_kin = is_kin or word in NAME_WORDS.kin
            at += 1
            continue
        country = _country_of_name(near) if described else country_told_by(near)
        if country and (described or _qualifies(words, near)):
            return country
        if near.span.kind == "person" or (country and not is_kin):
            return None
        at = near.span.stop
    return None


def _ends_description(words: Words, at: int, described: bool) -> bool:
    word = words.folded[at]
    return words.text[at] in _ENDS or (word == "," and described) or word in NAME_WORDS.description_ends


def _qualifies(words: Words, near: Named) -> bool:
    """True if a role follows the name ("the Ugandan attorney", "China's envoy")."""
    after = words.folded[near.span.stop] if near.span.stop < len(words) else ""
    return after in words.gazetteer.role_words or after in _POSSESSIVE


def is_described_otherwise(words: Words, item: Named) -> bool:
    """True if a surname is said to be no leader's: "Modi, a tailor", "Martin, 34,", "tennis player Medvedev"."""
    first, at = item.span.first, item.span.stop
    occupations = words.gazetteer.role_words.occupations
    if first and words.folded[first - 1] in occupations and words.text[first - 1].islower():
        return True
    if at + 1 >= len(words) or words.text[at] != "," or words.new_line[at + 1]:
        return False
    if words.text[at + 1].isdigit():
        return True
    return words.folded[at + 1] in ("a", "an") and not _has_title(words, at + 2, min(len(words), at + _LOOK_ON))


def _has_title(words: Words, first: int, end: int) -> bool:
    """True if a title comes before the description ends."""
    for at in range(first, end):
        if words.text[at] in _ENDS or words.folded[at] in NAME_WORDS.clause_openers or words.new_line[at]:
            return False
        if words.folded[at] in words.gazetteer.titles:
            return True
    return False
