"""Whether a figure is a level or a change, and which way: "rose 8.1 % to 99.20 yuan" is a rise and a level."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from transforms.extract.metrics.lexemes import NUMBER, SIGN, Lexemes
from transforms.extract.metrics.quantity import Quantity
from transforms.extract.metrics.tokens import span_root, token_span
from transforms.extract.metrics.vocabulary import CHANGES, RANGES, SURROUNDINGS, Part

_MULTIPLES = {"multiplied": "up", "halved": "down"}
_VERBS = CHANGES.up["verbs"] | CHANGES.down["verbs"]
_BEFORE_VERB = frozenset(["NN", "NNS", "NNP", "NNPS", "PRP", "MD", "RB", "TO"])
_PHRASE, _CLAUSE = 7, 12  # lexemes in which "than" is looked for, and the time behind it
_SHIFTS = frozenset(["percent", "points"])
_OWN = frozenset(["percent", "points", "times", "number", "temperature", "distance", "duration"])


def read_direction(lexemes: Lexemes, quantity: Quantity, before: list[Quantity]) -> str | None:
    """ "up" or "down" when the figure is itself a rise or a fall, ``None`` for a level."""
    if quantity.kind == "age" or quantity.change_end or quantity.is_from_to:
        return None
    found = _read_told(lexemes, quantity, before) or _signed(lexemes, quantity)
    return "down" if found and (quantity.value or 0) < 0 else found  # "up -0.2%" is a fall


def _read_told(lexemes: Lexemes, quantity: Quantity, before: list[Quantity]) -> str | None:
    """The direction that words tell."""
    if quantity.number.form == "ratio":
        return None  # "lost one in five tanks"
    if quantity.number.form in _MULTIPLES:
        return _MULTIPLES[quantity.number.form]
    if (found := _nominal(lexemes, quantity)) is not None:
        return found
    if _is_level(lexemes, quantity):
        return None
    return (
        _adverb(lexemes, quantity)
        or _verbal(lexemes, quantity)
        or _acted(lexemes, quantity)
        or _continued(lexemes, quantity, before)
    )


def _signed(lexemes: Lexemes, quantity: Quantity) -> str | None:
    """The direction that a sign alone tells: "Nikkei -3.1%", "prices were +0.2%"; a rate "of -0.5%" is a level."""
    if quantity.unit != "percent":
        return None
    if lexemes.word(quantity.first - 1) == "+":
        return "up"
    is_fall = (quantity.value or 0) < 0 and lexemes.kind_at(quantity.first) == SIGN
    before = lexemes.token_at(quantity.first - 1) if quantity.first else None
    if not is_fall or before is None:
        return None
    return "down" if before.tag_ in ("NN", "NNS", "NNP", "NNPS") or before.text in ("(", ":", "|") else None


def _is_level(lexemes: Lexemes, quantity: Quantity) -> bool:
    here = quantity.first - 1
    while lexemes.word(here) in RANGES.filler.modifiers and lexemes.word(here) not in ("to", "at"):
        here -= 1
    return lexemes.word(here) in CHANGES.level.prepositions


def _direction(word: str, kind: Part) -> str | None:
    if word in CHANGES.up[kind]:
        return "up"
    return "down" if word in CHANGES.down[kind] else None


def _nominal(lexemes: Lexemes, quantity: Quantity) -> str | None:
    """ "a 4.2 percent drop", "a surge of 54.5 percent", "7% share price increase"."""
    if quantity.kind == "count":
        return None
    following = lexemes.word(quantity.last + 1)
    if lexemes.word(quantity.first - 1) in CHANGES.articles and (way := _direction(following, "nouns")):
        return way  # "a 3.1% drop", however it was parsed
    root = span_root(lexemes, quantity)
    if root.dep_ == "pobj" and root.head.lower_ in ("of", "by") and root.head.head.pos_ == "NOUN":
        noun = root.head.head.lemma_.lower()
        is_sum = quantity.kind == "money" and noun in CHANGES.level.sums  # "a loss of 4 million euros"
        return None if is_sum else _direction(noun, "nouns")
    if root.dep_ in ("nummod", "amod", "compound", "nmod", "npadvmod") and root.head.i > root.i:
        return _direction(root.head.lemma_.lower(), "nouns") if root.head.pos_ == "NOUN" else None
    return None


def _adverb(lexemes: Lexemes, quantity: Quantity) -> str | None:
    """ "up 58.06 points", "2% lower", "was down about 1.7 percent"."""
    here = quantity.first - 1
    while here >= 0 and lexemes.lower[here] in RANGES.filler.modifiers | {"by"}:
        if lexemes.lower[here] == "up" and lexemes.word(here + 1) != "to":
            break
        here -= 1
    word = lexemes.word(here)
    if word in ("up", "down") and lexemes.word(here + 1) != "to":
        verb = lexemes.token_at(here - 1).lemma_ if here else ""
        if verb in CHANGES.phrasal.verbs:
            return _phrasal(verb, word, quantity)
        return "up" if word == "up" else "down"
    if phrasal := _phrasal(lexemes.token_at(here - 1).lemma_ if here > 0 else "", word, quantity):
        return phrasal
    if word in CHANGES.up["adverbs"] | CHANGES.down["adverbs"] and lexemes.word(here + 1) == "by":
        return _direction(word, "adverbs")
    return _direction_after(lexemes, quantity)


def _phrasal(verb: str, particle: str, quantity: Quantity) -> str | None:
    """ "gave up 0.4 percent", "put on 12 points": the particle does not say where the price goes."""
    if quantity.kind not in _SHIFTS:
        return None
    meaning: str | None = CHANGES.phrasal.ways.get(f"{verb} {particle}")
    return meaning


def _direction_after(lexemes: Lexemes, quantity: Quantity) -> str | None:
    """ "2% lower", "3 percent more than in 2022"; not "2% lower than the average", which compares no times."""
    after = lexemes.word(quantity.last + 1)
    if (quantity.unit == "percent" or quantity.is_fraction) and after in CHANGES.compared.words:
        return _compared(lexemes, quantity.last + 1)
    if after not in ("below", "above") and lexemes.word(quantity.last + 2) != "than":
        particle = after in ("up", "down") and (
            lexemes.word(quantity.last + 2) == "to"
            or lexemes.kind_at(quantity.last + 2) == NUMBER
            or quantity.kind not in _SHIFTS
        )
        return None if after == "off" or particle else _direction(after, "adverbs")
    if quantity.unit != "percent" or not _names_time(lexemes, quantity.last + 2, 2):
        return None
    return _direction(after, "compared")


def _compared(lexemes: Lexemes, at: int) -> str | None:
    """The way of "20 percent more tea than in 2022" and "a third fewer workers"; places compare no times."""
    way = _direction(lexemes.word(at), "compared")
    than = next((n for n in range(at + 1, at + _PHRASE) if lexemes.word(n) == "than"), None)
    if than is not None and all(lexemes.word(n) not in CHANGES.compared.stops for n in range(at, than)):
        return way if _names_time(lexemes, than + 1, _CLAUSE) else None
    describes = at + 1 < len(lexemes) and lexemes.token_at(at + 1).tag_ in ("JJ", "RB", "VBN")
    return None if describes or lexemes.word(at + 1) == "or" else way


def _names_time(lexemes: Lexemes, begin: int, size: int) -> bool:
    """True if a time is named within ``size`` lexemes: "in the same period of last year"."""
    for here in range(begin, begin + size):
        word = lexemes.word(here)
        if word in CHANGES.compared.stops:
            return False
        if word in SURROUNDINGS.time.words or re.fullmatch(r"(19|20)\d\d", word) or lexemes.raw(here) == "May":
            return True
    return False


def _verbal(lexemes: Lexemes, quantity: Quantity) -> str | None:
    root = span_root(lexemes, quantity)
    verb = _governor(root)
    if verb is None or verb.i > _start(lexemes, quantity):
        return _verb_nearby(lexemes, quantity)
    lemma = verb.lemma_.lower()
    if lemma in CHANGES.open.verbs:
        for child in verb.children:
            if _is_beside(lexemes, quantity, child) and (way := _direction(child.lower_, "adverbs")):
                return way
    direction = _direction(lemma, "verbs") or _form(verb.lower_)
    transitive = root.dep_ == "dobj" and quantity.kind in ("count", "money")
    if direction and not transitive:
        return direction
    return None if direction else _verb_nearby(lexemes, quantity)


def _acted(lexemes: Lexemes, quantity: Quantity) -> str | None:
    """ "Poland cut coal imports by a quarter", where the tagger took the verb for a noun."""
    here = lexemes.token_at(quantity.first).i - 1
    doc, floor = lexemes.doc, max(0, here - _CLAUSE)
    while here > floor and doc[here].lower_ in RANGES.filler.modifiers:
        here -= 1
    verb = _changing_verb(doc, here - 1, floor) if doc[here].lower_ == "by" else None
    return _direction(verb.lemma_.lower(), "verbs") or _direction(verb.lower_, "verbs") if verb is not None else None


def _changing_verb(doc: Doc, at: int, floor: int) -> Token | None:
    """The verb of change whose object ends at ``at``, also where a tagger took it for a noun: "Poland cut imports"."""
    for here in range(at, floor, -1):
        token = doc[here]
        if token.tag_ in ("IN", "TO", "MD", "CC", "DT") or token.is_punct:
            return None
        if here < at and {token.lower_, token.lemma_.lower()} & _VERBS:
            is_named = doc[here - 1].is_title and doc[here - 1].tag_ == "JJ"  # "Peru trims", taken for an adjective
            return token if is_named or doc[here - 1].tag_ in _BEFORE_VERB else None
    return None


def _is_beside(lexemes: Lexemes, quantity: Quantity, adverb: Token) -> bool:
    """True if the adverb of the verb belongs to the figure: not "was $4bn, up from $3bn", not "20% off"."""
    if adverb.dep_ not in ("advmod", "prt", "acomp", "prep"):
        return False
    first, last = token_span(lexemes, quantity)
    return adverb.i < first or (adverb.i == last + 1 and adverb.lower_ != "off")


def _start(lexemes: Lexemes, quantity: Quantity) -> int:
    return lexemes.token_at(quantity.first).i


def _governor(root: Token) -> Token | None:
    node = root
    if node.dep_ == "pobj" and node.head.lower_ == "by":
        node = node.head
    elif node.dep_ == "pobj":
        return None
    if node.dep_ in ("dobj", "npadvmod", "attr", "advmod", "prep", "oprd", "acomp", "nummod", "dep", "advcl", "agent"):
        return node.head if node.head.pos_ in ("VERB", "AUX") else None
    return None


def _verb_nearby(lexemes: Lexemes, quantity: Quantity) -> str | None:
    """The verb right before the figure, whatever the parse says."""
    if quantity.kind not in _OWN:
        return None
    token = lexemes.token_at(quantity.first)
    for back in range(1, 4):
        if token.i - back < 0:
            return None
        word = token.doc[token.i - back]
        if (form := _form(word.lower_)) is not None:
            return form
        if word.tag_.startswith("VB"):
            return _direction(word.lemma_.lower(), "verbs")
        if word.lower_ not in RANGES.filler.modifiers | {"by", "another", "-"}:
            return None
    return None


def _form(lower: str) -> str | None:
    if lower in CHANGES.form.up:
        return "up"
    return "down" if lower in CHANGES.form.down else None


def _continued(lexemes: Lexemes, quantity: Quantity, before: list[Quantity]) -> str | None:
    """ "lost 162.31 points, or 2.14%", "54.5 percent from August and 30.8 percent from a year earlier"."""
    if not before or before[-1].direction is None:
        return None
    left = before[-1]
    gap = lexemes.lower[left.last + 1 : quantity.first]
    if [w for w in gap if w not in (",", "about", "(")] in (["or"], []) and quantity.kind in (
        "percent",
        "points",
        "number",
    ):
        return left.direction
    same = quantity.unit == left.unit and quantity.kind == "percent" and len(gap) < 8
    return (
        left.direction
        if same and "and" in gap and not any(w in gap for w in (".", ";", "to")) and _no_verb(lexemes, left, quantity)
        else None
    )


def _no_verb(lexemes: Lexemes, left: Quantity, right: Quantity) -> bool:
    tokens = lexemes.doc[lexemes.token_at(left.last).i + 1 : lexemes.token_at(right.first).i]
    return not any(t.tag_.startswith("VB") for t in tokens)


def state_in_percent(quantity: Quantity) -> None:
    """Put a relative change that is told in parts or multiples into percent: "halved" → 50, "tripled" → 200.

    A threefold rise is three times the base, hence 200 percent more than it; a twofold fall leaves half of it.
    """
    if quantity.statistic != "change_percent" or quantity.unit == "percent" or not quantity.value:
        return
    if quantity.kind == "times":
        share = quantity.value - 1 if quantity.direction == "up" else 1 - 1 / quantity.value
    elif quantity.is_fraction:
        share = quantity.value
    else:
        return
    quantity.value, quantity.unit, quantity.kind = round(100 * share, 2), "percent", "percent"


def read_statistic(lexemes: Lexemes, quantity: Quantity) -> str:
    """level, change_absolute, change_percent or share ("40 percent of exports")."""
    if quantity.direction:
        relative = quantity.unit == "percent" or quantity.kind == "times" or quantity.is_fraction
        return "change_percent" if relative else "change_absolute"
    if quantity.number.form == "ratio":
        return "share"
    if quantity.unit == "percent" or quantity.number.form == "fraction":
        return "share" if lexemes.word(quantity.last + 1) == "of" else "level"
    return "level"
