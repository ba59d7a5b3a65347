"""Words that belong to an amount of money and are therefore no names."""

from __future__ import annotations

from transforms.extract.entities.text.words import Words
from transforms.extract.entities.vocabulary import NAME_WORDS

_SIGNS = frozenset("$€£¥₹₦₡")
# Signs that may stand behind the code of a currency ("US$").
_JOINED_SIGNS = ("$", "€", "£")
_LONGEST_CODE = 3


def is_money(words: Words, first: int, stop: int) -> bool:
    """True if the words belong to an amount of money: "US dollars", "Rs 4000", "S$7"."""
    after = words.folded[stop] if stop < len(words) else ""
    if after in NAME_WORDS.currencies or (after in _JOINED_SIGNS and words.start[stop] == words.end[stop - 1]):
        return True
    if any(not _SIGNS.isdisjoint(word) for word in words.text[first:stop]):
        return True
    word = words.text[first]
    is_code = stop - first == 1 and word.isupper() and len(word) <= _LONGEST_CODE
    return is_code and after.isdigit() and words.folded[first] in NAME_WORDS.currency_codes
