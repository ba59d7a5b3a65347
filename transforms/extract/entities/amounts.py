"""Words that belong to an amount of money and are therefore no names."""

from __future__ import annotations

from transforms.extract.entities.word_lists import word_list
from transforms.extract.entities.words import Words

_CURRENCIES = word_list("currencies")


def is_money(words: Words, first: int, stop: int) -> bool:
    """Whether the words belong to an amount of money ("US dollars", "Rs 4000", "S$7")."""
    after = words.folded[stop] if stop < len(words) else ""
    if after in _CURRENCIES or (after in ("$", "€", "£") and words.start[stop] == words.end[stop - 1]):
        return True
    if any(c in "$€£¥₹₦₡" for word in words.text[first:stop] for c in word):
        return True
    return (
        stop - first == 1
        and words.text[first].isupper()
        and len(words.text[first]) < 4
        and after.isdigit()
        and (
            words.folded[first]
            in ("rs", "usd", "eur", "le", "nis", "mnt", "rm", "sar", "qr", "dh", "ghs", "bnd", "n", "r")
        )
    )
