"""Statements told by a colon or a dash: "Rates to stay high: Lagarde", "Lagarde: ‘Rates will stay high’"."""

from __future__ import annotations

from spacy.tokens import Span, Token

from transforms.extract.clauses.syntax import is_finite, lemma_of_saying, neighbour
from transforms.extract.rows import Mention
from transforms.extract.statements.drafts import Draft
from transforms.extract.statements.quotes import Quotations
from transforms.extract.statements.ranges import trim
from transforms.extract.statements.speakers import Phrase
from transforms.extract.statements.vocabulary import WORDS

_LONGEST_SOURCE = 6
_NOMINAL = frozenset({"PROPN", "NOUN", "ADJ", "DET", "ADP", "NUM", "PART", "PUNCT"})
_DASHES = frozenset({"-", "–", "—", "--"})


def read_line(line: Span, mentions: dict[int, Mention], quotations: Quotations) -> Draft | None:
    """The statement of a line with a speaker before or after its colon; None for any other line."""
    tokens = [token for token in line if not token.is_space]
    if len(tokens) < 3:
        return None
    is_headline = tokens[-1].text not in (".", "!", "?", "”", '"')
    for n, token in enumerate(tokens[1:-1], 1):
        if token.text == ":" and n <= _LONGEST_SOURCE:
            draft = _speaker_first(tokens, n, mentions, quotations)
            if draft is not None:
                return draft
        if is_headline and len(tokens) - n - 1 <= _LONGEST_SOURCE and _is_joint(token):
            return _speaker_last(tokens, n, mentions)
    return None


def _is_joint(token: Token) -> bool:
    free = bool(neighbour(token, -1).whitespace_) or neighbour(token, -1).is_space
    return token.text == ":" or (token.text in _DASHES and free and bool(token.whitespace_))


def _speaker_first(tokens: list[Token], n: int, mentions: dict[int, Mention], quotations: Quotations) -> Draft | None:
    source, rest = tokens[:n], tokens[n + 1 :]
    colon, opening = tokens[n], quotations.opens(rest[0].i)
    if any(is_finite(token) for token in source) or not _names_speaker(source, mentions, bool(opening)):
        return None
    if opening is not None:
        content = (opening.first, opening.last)
    elif any(is_finite(token) for token in rest) and not _is_question(rest):
        content = trim(rest[0].i, rest[-1].i, colon) or (rest[0].i, rest[-1].i)
    else:
        return None
    phrase = Phrase(source[-1], source[0].i, source[-1].i)
    return Draft(colon, (colon.i, colon.i), [content], "colon:speaker_first", phrase)


def _speaker_last(tokens: list[Token], n: int, mentions: dict[int, Mention]) -> Draft | None:
    told, source, joint = tokens[:n], tokens[n + 1 :], tokens[n]
    if len(told) < 3 or _is_question(told):
        return None
    is_unknown_name = joint.text == ":" and _is_unknown_name(source, told, mentions)
    if not (is_unknown_name or _names_speaker(source, mentions, False)):
        return None
    content = trim(told[0].i, told[-1].i, joint)
    phrase = Phrase(source[-1], source[0].i, source[-1].i)
    return Draft(joint, (joint.i, joint.i), [content], "colon:speaker_last", phrase) if content else None


def _is_unknown_name(source: list[Token], told: list[Token], mentions: dict[int, Mention]) -> bool:
    """True for a name nobody knows after what reads as a clause: "Rates to stay high: Halloran"."""
    if len(source) > 3 or any(token.pos_ != "PROPN" or token.i in mentions for token in source):
        return False
    return any(is_finite(token) or token.tag_ in ("VB", "VBN") for token in told)


def _is_question(tokens: list[Token]) -> bool:
    opening = tokens[0].lower_
    return tokens[-1].text == "?" or opening in ("what", "why", "how", "who", "where", "when", "which")


def _names_speaker(source: list[Token], mentions: dict[int, Mention], is_quoted: bool) -> bool:
    """True if the words name somebody who can speak; before a quotation a place can ("China: ‘…’")."""
    if len(source) == 1 and source[0].lower_ in WORDS.speakers:
        return True
    if any(token.pos_ not in _NOMINAL for token in source) or source[0].pos_ == "ADP":
        return False
    if " ".join(token.lower_ for token in source) in WORDS.labels:
        return False
    head = source[-1]
    if lemma_of_saying(head) in WORDS.speakers or head.lower_ in WORDS.speakers:
        return True
    mention = mentions.get(head.i)
    if mention is None and is_quoted and len(source) <= 3:
        return all(token.pos_ == "PROPN" for token in source)
    if mention is None or mentions.get(source[0].i) is None:
        return False
    is_body = mention.kind == "organization" and (is_quoted or mention.sector in ("IGO", "GOV", "MED", "NGO", "MIL"))
    return mention.kind == "person" or is_body or (is_quoted and mention.kind in ("place", "nationality"))
