"""Statements of a cited source: "…, citing court documents"."""

from __future__ import annotations

from spacy.tokens import Token

from transforms.extract.clauses.noun_phrases import phrase_of
from transforms.extract.clauses.saying import ways_of
from transforms.extract.clauses.syntax import is_finite, is_verb, lemma_of_saying
from transforms.extract.english.saying import Way
from transforms.extract.statements.drafts import Draft
from transforms.extract.statements.ranges import trim

_JOINTS = frozenset({",", "(", "—", "–"})


def read_cited(verb: Token) -> Draft | None:
    """The statement of a participle whose object says what precedes; None for every other verb."""
    source = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    joint = verb.i - 1
    if source is None or verb.tag_ != "VBG" or joint <= verb.sent.start or verb.doc[joint].text not in _JOINTS:
        return None
    content = trim(verb.sent.start, _last_told(joint, verb), verb)
    rule = f"verb:{lemma_of_saying(verb)}/cited"
    return Draft(verb, (verb.i, verb.i), [content], rule, phrase_of(source)) if content else None


def _last_told(joint: int, verb: Token) -> int:
    """The last word of what is said: before ", the paper wrote," when a clause of saying lies between."""
    doc = verb.doc
    for i in range(joint - 1, verb.sent.start, -1):
        between = doc[i + 1 : joint]
        if doc[i].text == "," and any(_is_saying(token) for token in between):
            return joint - 1 if any(token.lower_ == "that" for token in between) else i - 1
        if is_finite(doc[i]) and Way.CLAUSE not in ways_of(doc[i]):
            break
    return joint - 1


def _is_saying(token: Token) -> bool:
    return is_verb(token) and Way.CLAUSE in ways_of(token) and is_finite(token)
