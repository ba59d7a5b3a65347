"""A change told by its two ends: "rose from 4 percent in May to 5 percent in June" is two levels, not a range."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from transforms.extract.metrics.lexemes import Lexemes
from transforms.extract.metrics.quantity import Quantity
from transforms.extract.metrics.vocabulary import CHANGES, RANGES, SURROUNDINGS
from transforms.extract.rows import DateExpression

# Of a change with two ends.
_VERBS = (CHANGES.up["verbs"] | CHANGES.down["verbs"] | CHANGES.transition.verbs) - CHANGES.transition.amounts
_NOUNS = (CHANGES.up["nouns"] | CHANGES.down["nouns"] | CHANGES.transition.nouns) - CHANGES.transition.measures
_REACH = 6  # steps in the parse from "from" to the verb or noun of change


def split_transitions(
    lexemes: Lexemes, apart: list[Quantity], joined: list[Quantity], dates: list[DateExpression]
) -> list[Quantity]:
    """Part each "from X to Y" of ``joined`` that tells a change; ``apart`` are the figures before they were joined."""
    originals = {quantity.first: quantity for quantity in apart}
    found: list[Quantity] = []
    for quantity in joined:
        left = originals.get(quantity.first)
        right = originals.get(quantity.range_of[0]) if quantity.range_of else None
        if left is not None and right is not None and _is_transition(lexemes, quantity, left, right, dates):
            found += _part(quantity, left, right)
        else:
            found.append(quantity)
    return found


def copy_quantities(quantities: list[Quantity]) -> list[Quantity]:
    """Copies that joining does not touch."""
    return [replace(quantity, rule=list(quantity.rule)) for quantity in quantities]


def _part(joined: Quantity, left: Quantity, right: Quantity) -> list[Quantity]:
    """The two ends, in the unit and magnitude that joining found for both."""
    start, stop = _ends(joined, right)
    first = replace(left, value=start, rule=[*left.rule, "change_from"], change_end="from")
    last = max(right.last, joined.last)
    second = replace(right, value=stop, rule=[*right.rule, "change_to"], change_end="to", last=last)
    for end in (first, second):
        end.unit, end.kind, end.per, end.has_own_unit = joined.unit, joined.kind, joined.per, joined.has_own_unit
    return [first, second]


def _ends(joined: Quantity, right: Quantity) -> tuple[float | None, float | None]:
    """The two values in the order of the text; the second number has its own magnitude, the first may borrow it."""
    return (joined.high, joined.low) if right.value == joined.low else (joined.low, joined.high)


def _is_transition(
    lexemes: Lexemes, joined: Quantity, left: Quantity, right: Quantity, dates: list[DateExpression]
) -> bool:
    """True if something changed from one value to the other: "cut from 9 to 7"; "cost from 5 to 10 euros" → False."""
    opening = _opening(lexemes, left.first)
    if opening is None or opening.nbor(-1 if opening.i else 0).lower_ in ("by", "of"):
        return False
    verb, noun = _governors(opening)
    if verb is not None and verb.lemma_.lower() in CHANGES.transition.ranging:
        return False
    if any(lexemes.end[left.number.last] <= d.start < lexemes.start[right.first] for d in dates):
        return True
    if joined.unit == "percent" and joined.per:
        return False  # "grew from 2 to 3 percent a year"
    if noun is not None:
        return True
    return verb is not None and _changes(verb, opening, joined, right.value == joined.high)


def _opening(lexemes: Lexemes, first: int) -> Token | None:
    """The "from" before a figure."""
    for here in range(first - 1, max(-1, first - 5), -1):
        if lexemes.lower[here] == "from":
            return lexemes.token_at(here)
        if lexemes.lower[here] not in RANGES.filler.modifiers | CHANGES.level.prepositions:
            return None
    return None


def _governors(opening: Token) -> tuple[Token | None, Token | None]:
    """The verb that "from" belongs to, and the noun of change: "raised the fee from …", "a rise in the tax from …"."""
    node, steps = opening, 0
    while node.head.i != node.i and steps < _REACH:
        child, node, steps = node, node.head, steps + 1
        if node.pos_ in ("VERB", "AUX"):
            if node.i > opening.i or child.dep_ in ("nsubj", "advcl", "ccomp", "relcl"):
                break  # "prices from 2 to 9 dollars were cut": the prices range
            return node, None
        lemma = node.lemma_.lower()
        if node.tag_ == "NN" and lemma in _NOUNS:
            return None, node
        is_linked = node.head.lower_ in CHANGES.transition.links or node.lower_ in SURROUNDINGS.time.words
        if node.dep_ == "pobj" and not is_linked:
            break
    return _verb_beside(opening), None


def _verb_beside(opening: Token) -> Token | None:
    """The verb right before "from", whatever the parse says: "eased back from", "was up from"."""
    for back in range(1, 4):
        if opening.i - back < 0:
            return None
        token = opening.nbor(-back)
        if token.tag_.startswith("VB") or _has_form(token):
            return token
        if token.tag_ not in ("RB", "RP", "RBR", "IN"):
            return None
    return None


def _has_form(token: Token) -> bool:
    """True if a tagger took a verb of change for a noun: "Nasdaq slid from"."""
    return token.lower_ in CHANGES.form.up | CHANGES.form.down


def _changes(verb: Token, opening: Token, joined: Quantity, is_rising: bool) -> bool:
    lemma = verb.lemma_.lower()
    if lemma in CHANGES.transition.carrying and not any(
        child.dep_ in ("dobj", "prt", "advmod", "nsubjpass") and child.i < opening.i for child in verb.children
    ):
        return False
    if _has_form(verb) or lemma in _VERBS:
        things = joined.kind not in ("number", "money", "percent", "points")
        falls = lemma in CHANGES.down["verbs"]
        return not (falls and is_rising and things)  # "cut from 100 to 200 jobs", "from 5 to 10 mm fell"
    if lemma in CHANGES.open.verbs:
        return verb.nbor(1).lower_ in ("up", "down") and verb.i + 2 == opening.i
    return not is_rising and verb.pos_ == "VERB"  # "whittled the list from 40 to 12"
