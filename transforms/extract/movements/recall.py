"""Acts a text recalls instead of reporting them: when they happened, or that they lie in an unspecified past."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from spacy.tokens import Span, Token

from transforms.extract.dates.grammar import load_grammar
from transforms.extract.movements.index import TextIndex
from transforms.extract.movements.lexicon import word_lists
from transforms.extract.movements.syntax import climb, lemma
from transforms.extract.movements.trigger import Trigger
from transforms.extract.rows import DateExpression

# Vague dates that say how long ago ("decades ago", "in the past"), not just "recently".
_LONG_PAST = frozenset({"vague_ago", "long_ago", "in_the_past"})
_NEAR_UNIT = re.compile(r"\b(?:days|weeks)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Era:
    """A named war or time with its first and last day."""

    first: date
    last: date


def find_eras(sentence: Span) -> Iterator[tuple[int, int, DateExpression]]:
    """ "during World War II": the named times in which the sentence places something, as dates."""
    text = sentence.text.lower()
    for found in _era_pattern().finditer(text):
        span = sentence.char_span(*found.span(), alignment_mode="expand")
        if span is None:
            continue
        link = span[0].nbor(-1) if span.start > sentence.start else None
        if link is not None and link.lower_ == "the":
            link = link.nbor(-1) if link.i > sentence.start else None
        if link is None or link.lower_ not in ("during", "in", "throughout", "amid"):
            continue
        era = _eras()[found.group()]
        row = DateExpression(
            span.start_char, span.end_char, span.text, None, "window", "explicit", era.first, era.last, "era"
        )
        yield span.start, span.end, row


def date_before_clause(trigger: Trigger, index: TextIndex) -> DateExpression | None:
    """ "since 2021, when gunmen kidnapped 90 pupils": the date on which the clause of the trigger is hung."""
    doc, verb = trigger.token.doc, trigger.verb
    for word in reversed(doc[verb.sent.start : verb.i]):
        if word.text == ";":
            return None
        if word.lower_ not in word_lists("recall")["relative_words"]:
            continue
        before = _last_word_before(word)
        for first, end, expression in index.dates:
            if expression.date_start is not None and (first <= before < end or _is_of_noun(end - 1, before, word)):
                return expression if _opens_clause_of(word, trigger) else None
        return None
    return None


def _is_of_noun(date_word: int, before: int, word: Token) -> bool:
    """True for the year in "the 1994 genocide, in which …", not for "the 2019 report, which says …"."""
    noun = word.doc[before]
    if noun.pos_ not in ("NOUN", "PROPN") or (word.lower_ == "which" and word.nbor(-1).pos_ != "ADP"):
        return False
    return before - 4 <= date_word < before and all(t.head.i <= before for t in word.doc[date_word:before])


def _last_word_before(word: Token) -> int:
    """The token before a relative word, past its preposition and comma: "of 1973, in which"."""
    at = word.i - 1
    if word.lower_ == "which":
        at -= 1
    while at > word.sent.start and word.doc[at].is_punct:
        at -= 1
    return at


def _opens_clause_of(word: Token, trigger: Trigger) -> bool:
    owner = next((token for token in climb(word) if token.pos_ in ("VERB", "AUX")), None)
    if owner is not None and owner.i > word.i and (owner.i == trigger.verb.i or owner.is_ancestor(trigger.token)):
        return True
    between = trigger.token.doc[word.i + 1 : trigger.verb.i]
    return not any(token.text == "," or token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in between)


@dataclass(frozen=True)
class Elapsed:
    """How long ago something was: from the day of publication, or ``after`` it from what the sentence tells besides."""

    count: int
    unit: str
    after: Token | None = None


def elapsed_expression(trigger: Trigger) -> Elapsed | None:
    """ "three years since Russia invaded", "28 years after rebels attacked", "the 10th anniversary of the invasion"."""
    for node in (trigger.verb, trigger.token):
        link = _elapsed_link(node)
        if link is None:
            continue
        counted = link.doc[link.i - 1]
        if counted.pos_ != "NOUN" or lemma(counted) not in ("year", "month", "week", "decade", "day"):
            return None
        number = _count(link.doc[counted.i - 1]) if counted.i > counted.sent.start else None
        after = link if link.lower_ in word_lists("recall")["later_marks"] else None
        return Elapsed(number, lemma(counted), after) if number is not None else None
    years = _anniversary(trigger.token)
    return Elapsed(years, "year") if years is not None else None


def _elapsed_link(node: Token) -> Token | None:
    """The word "since" or "after" behind a number of units, of whose clause the node is the head."""
    marks = word_lists("recall")["elapsed_marks"] | word_lists("recall")["later_marks"]
    for child in node.children:
        if child.lower_ in marks and child.i < node.i and child.dep_ in ("mark", "prep", "advmod") and child.i > 0:
            return child
    return node.head if node.dep_ in ("pobj", "pcomp") and node.head.lower_ in marks else None


def _anniversary(token: Token) -> int | None:
    for above in climb(token, 4):
        if lemma(above) == "anniversary":
            ordinal = next((c for c in above.children if _number(c) is not None and c.i < above.i), None)
            return _number(ordinal) if ordinal is not None else None
        if above.pos_ in ("VERB", "AUX"):
            return None
    return None


def _count(token: Token) -> int | None:
    return 1 if token.lower_ in ("a", "an") else _number(token)


def _number(token: Token) -> int | None:
    word = token.lower_
    digits = re.fullmatch(r"(\d{1,3})(?:st|nd|rd|th)?", word)
    if digits:
        return int(digits.group(1))
    classes = load_grammar().classes
    found: int | None = classes["NUMBER_WORD"].get(word) or classes["ORDINAL_WORD"].get(word)
    return found


def is_remembered(trigger: Trigger) -> bool:
    """True if the trigger is what an act of remembrance is about: "mourned the 12 people killed", "anniversary of"."""
    words = word_lists("recall")
    below = trigger.token
    for above in climb(trigger.token, 8):
        if above.i != trigger.verb.i and lemma(above) in words["remembrance"] and above.pos_ in ("NOUN", "PROPN"):
            return above.i < trigger.token.i
        if above.pos_ == "VERB" and lemma(above) in words["remembering"] and above.i != trigger.verb.i:
            return below.dep_ in ("dobj", "pobj", "prep", "ccomp", "pcomp", "nsubjpass", "advcl") and (
                below.i > above.i or below.dep_ == "nsubjpass"
            )
        below = above
    return False


def is_long_past(expression: DateExpression) -> bool:
    """True if a vague date tells of a past that is no news: "decades ago", "in the past", but not "a few days ago"."""
    return expression.rule in _LONG_PAST and not _NEAR_UNIT.search(expression.text)


def lies_in_past(trigger: Trigger) -> bool:
    """True if the trigger's own clause places it in some past: "had visited", "once bombed", "in his youth"."""
    if trigger.part == "noun" and any(c.lower_ in word_lists("recall")["adjectives"] for c in trigger.token.children):
        return True
    verb = trigger.verb
    if verb.tag_ not in ("VBD", "VBN"):
        return False
    return _is_pluperfect(verb) or _has_past_adverb(verb) or _has_phase(verb) or _has_state_clause(verb)


def _is_pluperfect(verb: Token) -> bool:
    """True for "had visited", but not in reported speech, where it is only the past of what was said."""
    first = verb
    while first.dep_ == "conj" and first.head.tag_ in ("VBN", "VBD") and not _auxiliaries(first):
        first = first.head
    had = next((c for c in _auxiliaries(first) if lemma(c) in ("have", "'d") and c.tag_ == "VBD"), None)
    if had is None or first.tag_ != "VBN":
        return False
    doers = [c for c in first.children if c.dep_ in ("nsubj", "nsubjpass")]
    if doers and doers[0].i > had.i:
        return False  # "Had he visited": a condition
    return not _is_reported(first)


def _auxiliaries(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ in ("aux", "auxpass")]


def _is_reported(verb: Token) -> bool:
    for above in climb(verb, 6):
        if lemma(above) in word_lists("speech")["verbs"] | word_lists("recall")["reporting"]:
            return True
    return any(t.lower_ in word_lists("recall")["reporting"] for t in verb.sent)


def _has_past_adverb(verb: Token) -> bool:
    words = word_lists("recall")
    for child in verb.children:
        if child.dep_ != "advmod" or child.lower_ not in words["adverbs"]:
            continue
        if child.lower_ == "long" and child.i > verb.i:
            continue
        around = {t.lower_ for t in verb.doc[max(0, child.i - 1) : child.i + 2]} - {child.lower_}
        if child.lower_ != "once" or not around & words["once_besides"]:
            return True
    return False


def _has_phase(verb: Token) -> bool:
    """ "in his youth", "during her first term", "as a student"."""
    words = word_lists("recall")
    for child in verb.children:
        if child.dep_ != "prep":
            continue
        for noun in (c for c in child.children if c.dep_ == "pobj"):
            inner = {c.lower_ for c in noun.children if c.i < noun.i}
            if child.lower_ == "as" and lemma(noun) in words["life_roles"] and inner & {"a", "an"}:
                return True
            is_own = any(c.dep_ == "poss" for c in noun.children) or inner & words["phase_marks"]
            if child.lower_ in words["phase_prepositions"] and is_own and {noun.lower_, lemma(noun)} & words["phases"]:
                return True
    return False


def _has_state_clause(verb: Token) -> bool:
    """ "when he was president": being someone dates the act to a past life."""
    marks = word_lists("recall")["state_marks"]
    for clause in verb.children:
        if clause.dep_ != "advcl" or lemma(clause) != "be" or clause.tag_ != "VBD":
            continue
        is_marked = any(c.lower_ in marks for c in clause.children)
        if is_marked and any(c.dep_ == "attr" and c.pos_ in ("NOUN", "PROPN") for c in clause.children):
            return True
    return False


@cache
def _eras() -> dict[str, Era]:
    path = Path(__file__).parent / "lexicon" / "eras.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["eras"]
    return {name: Era(row["first"], row["last"]) for row in rows for name in row["names"]}


@cache
def _era_pattern() -> re.Pattern[str]:
    names = sorted(_eras(), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b")
