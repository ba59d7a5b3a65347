"""The reporting tail of a news sentence: ", officials in Cairo said on Thursday." speaks of nobody in the event."""

from __future__ import annotations

from spacy.tokens import Span, Token

from transforms.extract.movements.lexicon import word_lists
from transforms.extract.movements.syntax import lemma

_LONGEST = 18


def report_verb(sentence: Span) -> Token | None:
    """The verb of the reporting tail, null when the sentence has none."""
    verbs = word_lists("speech")["verbs"]
    tokens = [token for token in sentence if not token.is_space]
    for token in reversed(tokens[-_LONGEST:]):
        if token.text == ",":
            return None
        if lemma(token) in verbs and token.tag_ in ("VBD", "VBZ", "VBP", "VBN") and token.pos_ in ("VERB", "AUX"):
            return token if _has_comma_before(token, sentence) and _is_bare(token) else None
    return None


def _has_comma_before(verb: Token, sentence: Span) -> bool:
    return tail_start(verb, sentence) is not None


def tail_start(verb: Token, sentence: Span) -> int | None:
    """Token number of the comma that opens the tail."""
    for i in range(verb.i - 1, max(sentence.start, verb.i - _LONGEST), -1):
        token = verb.doc[i]
        if token.text in (",", "”", '"', "''"):
            return i
        if (token.pos_ in ("VERB", "AUX") and token.tag_ in ("VBD", "VBZ", "VBP", "MD")) or (
            token.tag_ in ("IN", "TO") and (token.lower_ in ("that", "to", "because", "if", "after", "as"))
        ):
            return None
    return None


def _is_bare(verb: Token) -> bool:
    after = [child for child in verb.children if child.i > verb.i and child.dep_ in ("ccomp", "dobj")]
    return not any(child.pos_ in ("VERB", "AUX") for child in after)


def tail_tokens(sentence: Span) -> frozenset[int]:
    """Numbers of the tokens of the reporting tail, empty when there is none."""
    verb = report_verb(sentence)
    start = tail_start(verb, sentence) if verb is not None else None
    tail = frozenset(range(start, sentence.end)) if start is not None else frozenset()
    return tail | _dateline(sentence)


def _dateline(sentence: Span) -> frozenset[int]:
    """ "CAPE TOWN, July 4 (Agency) - ": where the story was filed, not who acts in it."""
    for token in sentence[:12]:
        is_dash = token.text in ("–", "—", "--") or (
            token.text == "-" and token.i > 0 and bool(token.nbor(-1).whitespace_)
        )
        is_dash = is_dash or (
            token.text in (":", "/.", "/") and token.i > sentence.start and token.i - sentence.start <= 4
        )
        if is_dash:
            return frozenset(range(sentence.start, token.i + 1))
        if token.pos_ not in ("PROPN", "PUNCT", "NUM", "SPACE", "SYM", "ADP") and not token.text.isupper():
            break
    return frozenset()
