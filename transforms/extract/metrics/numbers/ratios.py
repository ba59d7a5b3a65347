"""Shares said with two numbers, and multiples said by a verb: "two in five", "9 out of 10", "doubled", "twice as"."""

from __future__ import annotations

import re
from collections.abc import Callable

from transforms.extract.metrics.lexemes import Lexemes
from transforms.extract.metrics.number import Number
from transforms.extract.metrics.units.units import find_unit
from transforms.extract.metrics.vocabulary import CHANGES, RATIOS

_YEAR = re.compile(r"(?:19|20)\d\d")


def read_ratio(lexemes: Lexemes, top: Number, read_at: Callable[[Lexemes, int], Number | None]) -> Number | None:
    """The share that begins with ``top``; of form "skip" in "a 1-in-100-year flood", which names a kind of flood."""
    begin = top.last + 1
    if top.text == "one" and _is_one_of_many(lexemes, begin):
        begin += 1  # one voter in ten
    link = _link(lexemes, begin)
    if link is None or top.form not in ("digits", "words") or top.value <= 0:
        return None
    bottom = read_at(lexemes, begin + len(link))
    if bottom is None or bottom.form not in ("digits", "words") or bottom.value % 1 or top.value >= bottom.value:
        return None
    if _YEAR.fullmatch(bottom.text) or (top.value % 1 and bottom.value % 10):
        return None
    here = bottom.last + 1
    here += lexemes.word(here) == "-"
    if begin > top.last + 1 and here < len(lexemes) and lexemes.token_at(here).tag_ in ("NN", "NNS", "JJ", "NNP"):
        return None  # "one goal in five games"
    unit = find_unit(lexemes, here)
    if unit and unit[0].kind == "duration":
        single = not lexemes.word(unit[1]).endswith("s")
        return Number(top.first, unit[1], 0.0, "skip") if single else None
    if unit or (link[-1] == "in" and _is_object_of_events(lexemes, top.first, bottom.last)):
        return None
    return Number(top.first, bottom.last, top.value / bottom.value, "ratio", text=top.text)


def _is_one_of_many(lexemes: Lexemes, at: int) -> bool:
    """True for the "voter in" of "one voter in ten"."""
    if at + 1 >= len(lexemes) or lexemes.word(at + 1) != "in" or not lexemes.is_tagged:
        return False
    return lexemes.token_at(at).tag_ == "NN" and lexemes.word(at) not in RATIOS.event.words


def _link(lexemes: Lexemes, at: int) -> list[str] | None:
    for link in RATIOS.link.words:
        parts: list[str] = link.split()
        if lexemes.lower[at : at + len(parts)] == parts:
            return parts
    return None


def _is_object_of_events(lexemes: Lexemes, first: int, last: int) -> bool:
    """True for people counted over events ("killed one in two attacks"), False for "one in two attacks fails"."""
    if not lexemes.is_tagged or first == 0 or last + 1 >= len(lexemes):
        return False
    events = RATIOS.event.words
    before = lexemes.token_at(first - 1)
    return before.tag_.startswith("VB") and any(lexemes.word(here) in events for here in (last + 1, last + 2))


def read_multiple(lexemes: Lexemes, at: int) -> Number | None:
    """ "doubled", "has tripled", "halved" as the multiple they say; "twice as many" and "double the size" as times."""
    lower = lexemes.lower[at]
    if lower in RATIOS.times:
        return Number(at, at, RATIOS.times[lower], "fold", text=lower) if _compares(lexemes, at + 1) else None
    form, known = ("multiplied", RATIOS.multiplied) if lower in RATIOS.multiplied else ("halved", RATIOS.halved)
    value = known.get(lower)
    if value is None or _is_change(lexemes, at):
        return Number(at, at, value, form, text=lower) if value is not None else None
    is_multiple = lower in RATIOS.predeterminer.words and _compares(lexemes, at + 1)
    return Number(at, at, value, "fold", text=lower) if is_multiple else None


def _compares(lexemes: Lexemes, at: int) -> bool:
    """True for "as many", "the size", "what"; "scored twice as United won" counts occasions."""
    if lexemes.word(at) != "as":
        return lexemes.word(at) in RATIOS.compared.words
    following = lexemes.token_at(at + 1) if at + 1 < len(lexemes) else None
    return following is not None and following.tag_.startswith(("JJ", "RB")) and following.lower_ != "well"


def _is_change(lexemes: Lexemes, at: int) -> bool:
    """True if the word is a verb of change. Example: "will double its budget" → True; "a double murder" → False."""
    if lexemes.word(at + 1) in RATIOS.other.particles or lexemes.word(at + 1) == "-":
        return False
    token = lexemes.token_at(at)
    if lexemes.lower[at].endswith("ing"):
        return lexemes.word(at + 1) in ("of", "in") or token.tag_ == "VBG"
    if lexemes.lower[at].endswith("ed"):
        return token.tag_ != "JJ"
    return token.tag_ in ("VB", "VBP", "VBZ") or _is_infinitive(lexemes, at)


def _is_infinitive(lexemes: Lexemes, at: int) -> bool:
    """True for "plans to double copper output", tagged as an adjective; False for "rose to double figures"."""
    if lexemes.word(at - 1) in RATIOS.infinitive.modals:
        return True
    if lexemes.word(at - 1) != "to" or at < 2:
        return False
    governor = lexemes.token_at(at - 2).lemma_.lower()
    moving = CHANGES.up["verbs"] | CHANGES.down["verbs"]
    return governor not in moving | RATIOS.infinitive.no_governors
