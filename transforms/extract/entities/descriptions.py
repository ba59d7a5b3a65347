"""Countries of persons from the titles before and the descriptions behind their names."""

from __future__ import annotations

from transforms.extract.entities.naming import Named, country_told_by, occupations, role_words
from transforms.extract.entities.titles import title_words
from transforms.extract.entities.word_lists import word_list
from transforms.extract.entities.words import Words

_LOOK_BACK = 9
_LOOK_ON = 12
_ENDS = frozenset({".", "!", "?", ";", ":", "(", ")", "“", "”", '"'})
_POSTED = frozenset({"ambassador", "envoy", "representative", "consul", "commissioner", "delegate", "rapporteur"})
_KIN = frozenset({"son", "daughter", "wife", "husband", "brother", "sister", "widow", "father", "mother", "nephew"})
_CLAUSES = word_list("clause_openers")
_POSSESSIVE = frozenset({"'s", "'"})


def find_country_of_person(words: Words, item: Named, beginning: dict[int, Named], ending: dict[int, Named]) -> None:
    """Take the country from the title before a name or the description after it; mentions by first and last word."""
    country = _before_person(words, item, ending)
    by = "title"
    if country is None:
        country, by = _after_person(words, item, beginning), "apposition"
    if country is not None:
        item.mention.country, item.country_by = country, by


def _before_person(words: Words, item: Named, ending: dict[int, Named]) -> str | None:
    """ "Chinese Ambassador to North Korea X", "Pyongyang's Foreign Minister X", "Russian tennis player X"."""
    at = item.span.first
    roles = role_words()
    described = False
    lowest = max(0, at - _LOOK_BACK)
    while at > lowest and not words.new_line[at]:
        near = ending.get(at)
        if near is not None:
            posted = near.span.first - 2
            if (
                near.span.kind == "place"
                and posted > 0
                and words.folded[posted + 1] in ("to", "in")
                and (words.folded[posted] in _POSTED)
            ):
                at, described = posted, True
                continue
            country = country_told_by(near)
            if country is not None:
                return country if described else None
            if near.span.kind == "organization" and near.mention.country and described:
                return near.mention.country
            return None
        word = words.folded[at - 1]
        if word in roles or (described and word.isalpha() and words.text[at - 1][0].isupper()):
            described = True
        elif word not in _POSSESSIVE and word != "-":
            return None
        at -= 1
    return None


def _after_person(words: Words, item: Named, beginning: dict[int, Named]) -> str | None:
    """ "X, president of Chad,", "X, China's envoy", "X, a Ugandan attorney", "X of Kenya"."""
    at = item.span.stop
    if at >= len(words) or words.new_line[at]:
        return None
    if words.folded[at] == "of":
        return country_told_by(beginning.get(at + 1)) if at + 1 in beginning else None
    if words.text[at] != ",":
        return None
    roles = role_words()
    described, kin = False, False
    at += 1
    end = min(len(words), at + _LOOK_ON)
    while at < end and not words.new_line[at]:
        word = words.folded[at]
        if words.text[at] in _ENDS or (word == "," and described) or word in ("who", "said", "and", "told"):
            return None
        near = beginning.get(at)
        if near is not None:
            country = country_told_by(near) or (
                near.mention.country if near.span.kind == "organization" and described else None
            )
            after = words.folded[near.span.stop] if near.span.stop < len(words) else ""
            if country and (described or after in roles or after in _POSSESSIVE):
                return country
            if near.span.kind == "person" or (country and not kin):
                return None
            at = near.span.stop
            continue
        described = described or word in roles or word in _KIN
        kin = kin or word in _KIN
        at += 1
    return None


def is_described_otherwise(words: Words, item: Named) -> bool:
    """True if a surname is said to be no leader's: "Modi, a tailor", "Martin, 34,", "tennis player Medvedev"."""
    first, at = item.span.first, item.span.stop
    if first and words.folded[first - 1] in occupations() and words.text[first - 1].islower():
        return True
    if at + 1 >= len(words) or words.text[at] != "," or words.new_line[at + 1]:
        return False
    if words.text[at + 1].isdigit():
        return True
    if words.folded[at + 1] not in ("a", "an"):
        return False
    end = min(len(words), at + _LOOK_ON)
    for probe in range(at + 2, end):
        word = words.folded[probe]
        if words.text[probe] in _ENDS or word in _CLAUSES or words.new_line[probe]:
            return True
        if word in title_words()[0]:
            return False
    return True
