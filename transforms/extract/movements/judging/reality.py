"""Modality and negation of an act, corrected by its date and by the words that take it back or put it beyond doubt."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from spacy.tokens import Token

from transforms.extract.clauses.assertion_rules import Form
from transforms.extract.clauses.assertions import Assertions, Unasserted
from transforms.extract.clauses.syntax import has_tense
from transforms.extract.english.modality import Modality
from transforms.extract.english.pronouns import PRONOUNS
from transforms.extract.movements.acts.trigger import Trigger
from transforms.extract.movements.document import Document
from transforms.extract.movements.located import LocatedMovement
from transforms.extract.rows import Movement

# Forms in which what nobody doubts is reported as happened.
_TOLD_TAGS = frozenset({"VBD", "VBN", "VBZ", "VBP", "NN", "NNS"})
# Whoever is dead or hurt is so: rules for some types only do not take these back.
_SUFFERED_MODES = frozenset({"kill", "injure"})


def judge_reality(located: LocatedMovement, assertions: Assertions, document: Document) -> str | None:
    """Set modality, polarity and cue of a movement; the name of the rule of assertions.toml that changed it, if any."""
    movement, trigger = located.movement, located.trigger
    published = document.context.published_on
    happened = Modality(movement.modality).has_happened
    if happened and published is not None and movement.date_start is not None and movement.date_start > published:
        movement.modality = Modality.PLANNED  # what is dated after publication cannot have happened yet
    if movement.modality != Modality.ACTUAL or movement.polarity != "positive":
        movement.cue = document.clauses.of(trigger.verb).cue
    return correct_reality(movement, trigger, assertions.unasserted)


def correct_reality(movement: Movement, trigger: Trigger, stretches: list[Unasserted]) -> str | None:
    """Set modality and polarity of an act that other words of its sentence take back, or put beyond doubt.

    Returns the name of the rule that did; None when none is about the act.
    """
    stretch = next((stretch for stretch in stretches if _is_about(stretch, trigger, movement.mode)), None)
    if stretch is None:
        return None
    if stretch.rule.is_undoubted:
        if trigger.verb.tag_ not in _TOLD_TAGS or movement.polarity != "positive":
            return None
        movement.modality = Modality.ACTUAL
    else:
        _take_back(movement, stretch)
    return stretch.rule.name


def _take_back(movement: Movement, stretch: Unasserted) -> None:
    rule = stretch.rule
    movement.cue = stretch.cue
    if Modality.DENIED in (rule.modality, movement.modality):
        movement.modality, movement.polarity = Modality.DENIED, "negative"
        return
    if Modality(movement.modality).has_happened:
        movement.modality = rule.modality
    if rule.is_negative:
        movement.polarity = "negative"


def _is_about(unasserted: Unasserted, trigger: Trigger, mode: str | None) -> bool:
    """True if what a rule takes back is the event of the trigger."""
    rule, token = unasserted.rule, trigger.token
    if rule.types and (trigger.type not in rule.types or mode in _SUFFERED_MODES):
        return False
    if rule.is_of_verb_above:
        return token.doc[unasserted.first].head.i in (token.i, trigger.verb.i)
    if not unasserted.first <= token.i < unasserted.last or _is_aside(token, unasserted.first):
        return False
    return _HAS_FORM[rule.form](trigger)


_HAS_FORM: Mapping[Form, Callable[[Trigger], bool]] = {
    Form.ANY: lambda trigger: True,
    Form.NOUN: lambda trigger: trigger.is_noun,
    Form.CLAUSE: lambda trigger: not trigger.is_noun or trigger.carrier is not None,
    Form.PHRASE: lambda trigger: not has_tense(trigger.verb),
    Form.INFINITIVE: lambda trigger: trigger.verb.tag_ == "VB" and not has_tense(trigger.verb),
    Form.BASE: lambda trigger: trigger.verb.tag_ in ("VB", "VBP"),
}


def _is_aside(token: Token, first: int) -> bool:
    """True if a relative clause between commas holds the token."""
    for i in range(token.i - 1, first, -1):
        word = token.doc[i]
        if word.text == ",":
            return False
        if word.lower_ in PRONOUNS.relative_after_comma and word.nbor(-1).text == ",":
            return True
    return False
