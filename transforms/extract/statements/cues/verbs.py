"""Statements made by a verb: "X said that …", "“…”, said X"."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from transforms.extract.clauses.noun_phrases import phrase_of
from transforms.extract.clauses.saying import openers_of, ways_of
from transforms.extract.clauses.subjects import own_subject
from transforms.extract.clauses.syntax import NOMINAL, is_day, is_verb, lemma_of_saying
from transforms.extract.english.pronouns import PRONOUNS
from transforms.extract.english.saying import Way
from transforms.extract.rules import Refusal, first_rule
from transforms.extract.statements.content.constructions import Content, read_content
from transforms.extract.statements.cues.citing import read_cited
from transforms.extract.statements.cues.passives import read_passive
from transforms.extract.statements.document import Document
from transforms.extract.statements.drafts import Draft
from transforms.extract.statements.quotations.marks import MARKS
from transforms.extract.statements.ranges import Range
from transforms.extract.statements.vocabulary import WORDS

_TOLD_TAGS = frozenset({"VBG", "VBD", "VBZ", "VBP"})
_OWN_TENSE = frozenset({"VBD", "VBZ", "VBP"})
_OF_NAME = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "PRON"})
_MAIN = frozenset({"ROOT", "ccomp", "parataxis"})
# Words before and after a verb within which a turn like "so to speak" lies.
_NEAR_TURN = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A verb of saying with its speaker and what it may report; None when the text has none."""

    verb: Token
    speaker: Token | None
    content: Content | None


def has_no_content(candidate: Candidate) -> bool:
    """True for a verb without content: "The minister spoke."; not for "The minister said it would rain"."""
    return candidate.content is None


def has_no_speaker(candidate: Candidate) -> bool:
    """True where nobody speaks and the verb is no report: "to announce a plan"; not for "…, saying that it would"."""
    if candidate.speaker is not None:
        return False
    is_report = Way.CLAUSE in ways_of(candidate.verb) and candidate.verb.tag_ in _TOLD_TAGS
    return not is_report or (candidate.content is not None and candidate.content.construction == "object")


def is_own_opinion(candidate: Candidate) -> bool:
    """True for "I think it will rain"; not for "I think that it will rain", "analysts think it will rain"."""
    ways, speaker, content = ways_of(candidate.verb), candidate.speaker, candidate.content
    if Way.CLAUSE in ways or Way.OPINION not in ways or speaker is None or content is None:
        return False
    return speaker.lower_ in PRONOUNS.of_dialogue and content.construction != "that"


REFUSALS = (
    Refusal("has_no_content", has_no_content),
    Refusal("has_no_speaker", has_no_speaker),
    Refusal("is_own_opinion", is_own_opinion),
)


def read_verb(verb: Token, document: Document) -> Draft | None:
    """The statement that a verb of saying makes; None when it makes none."""
    if not is_verb(verb) or not (ways_of(verb) or openers_of(verb)):
        return None
    if is_turn(verb):
        document.refuse("empty_turn", verb)
        return None
    if document.clauses.of(verb).is_passive and verb.dep_ != "amod":
        return read_passive(verb, document)
    if Way.CITED in ways_of(verb) and (draft := read_cited(verb)):
        return draft
    return _read_active(verb, document)


def _read_active(verb: Token, document: Document) -> Draft | None:
    clause = document.clauses.of(verb)
    speaker = _inverted(verb) or clause.speaker
    phrase = phrase_of(speaker, verb) if speaker is not None else None
    content = read_content(verb, phrase, document.quotations)
    candidate = Candidate(verb, speaker, content)
    refusal = first_rule(REFUSALS, candidate)
    if refusal is not None or content is None:
        document.refuse(str(refusal), verb)
        return None
    rule = f"verb:{lemma_of_saying(verb)}/{content.construction}"
    return Draft(verb, _cue_of(verb), content.parts, rule, phrase, clause)


def is_turn(verb: Token) -> bool:
    """True for "that said", "so to speak": turns that report nothing."""
    first, end = max(verb.sent.start, verb.i - _NEAR_TURN), min(verb.i + _NEAR_TURN + 1, verb.sent.end)
    around = " ".join(token.lower_ for token in verb.doc[first:end])
    return any(f" {turn} " in f" {around} " for turn in WORDS.empty_turns)


def _inverted(verb: Token) -> Token | None:
    """Who speaks in "“…”, said Omar Haddad", also when the parse takes the name for the object."""
    if verb.tag_ not in _OWN_TENSE or not _is_after_quotation(verb) or own_subject(verb) is not None:
        return None
    doc, i = verb.doc, verb.i + 1
    while i < verb.sent.end and doc[i].pos_ in _OF_NAME:
        i += 1
    last = doc[i - 1]
    return last if i - 1 > verb.i and last.pos_ in NOMINAL and not is_day(last) else None


def _is_after_quotation(verb: Token) -> bool:
    """True after a quotation mark, and for the main verb after a comma."""
    if verb.i <= verb.sent.start:
        return False
    before = verb.i - 1
    while before > 0 and verb.doc[before].is_space:
        before -= 1
    mark = verb.doc[before].text
    return mark in MARKS or (mark == "," and verb.dep_ in _MAIN)


def _cue_of(verb: Token) -> Range:
    """The verb, with "for" of "called for" and the like right after it."""
    following = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else None
    is_opener = following is not None and following.lower_ in openers_of(verb) and following.head.i == verb.i
    return verb.i, verb.i + is_opener
