"""Statements made by a colon or a dash: "Rates to stay high: Lagarde", "Lagarde: ‘Rates will stay high’"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from spacy.tokens import Span, Token

from transforms.extract.clauses.noun_phrases import Phrase
from transforms.extract.clauses.syntax import is_finite, lemma_of_saying, neighbour
from transforms.extract.english.saying import SAYING
from transforms.extract.rows import Mention
from transforms.extract.statements.document import Document
from transforms.extract.statements.drafts import Draft
from transforms.extract.statements.ranges import trim
from transforms.extract.statements.vocabulary import WORDS

# A longer run of words before or after a colon is no name of a speaker; an unknown name has fewer words.
_LONGEST_SOURCE, _LONGEST_NAME = 6, 3
# The shortest line with a speaker, and the fewest words that report something.
_SHORTEST_LINE, _SHORTEST_CONTENT = 3, 3
_NOMINAL = frozenset({"PROPN", "NOUN", "ADJ", "DET", "ADP", "NUM", "PART", "PUNCT"})
_DASHES = frozenset({"-", "–", "—", "--"})
_ENDS = frozenset({".", "!", "?", "”", '"'})
# Sectors of bodies that speak in a headline.
_SPEAKING_SECTORS = frozenset({"IGO", "GOV", "MED", "NGO", "MIL"})


def read_line(line: Span, document: Document) -> Draft | None:
    """The statement of a line with a speaker before or after its colon; None for any other line."""
    tokens = [token for token in line if not token.is_space]
    if len(tokens) < _SHORTEST_LINE:
        return None
    is_headline = tokens[-1].text not in _ENDS
    for n, token in enumerate(tokens[1:-1], 1):
        if token.text == ":" and n <= _LONGEST_SOURCE and (draft := _speaker_first(tokens, n, document)):
            return draft
        if is_headline and len(tokens) - n - 1 <= _LONGEST_SOURCE and _is_joint(token):
            return _speaker_last(tokens, n, document)
    return None


def _is_joint(token: Token) -> bool:
    is_free = bool(neighbour(token, -1).whitespace_) or neighbour(token, -1).is_space
    return token.text == ":" or (token.text in _DASHES and is_free and bool(token.whitespace_))


def _speaker_first(tokens: list[Token], n: int, document: Document) -> Draft | None:
    words, rest, colon = tokens[:n], tokens[n + 1 :], tokens[n]
    quote = document.quotations.opens(rest[0].i)
    if any(is_finite(token) for token in words):
        return None
    if not _names_speaker(Source(words, document.index.mentions, is_quoted=quote is not None), colon, document):
        return None
    if quote is not None:
        content = (quote.first, quote.last)
    elif any(is_finite(token) for token in rest) and not _is_question(rest):
        content = trim(rest[0].i, rest[-1].i, colon) or (rest[0].i, rest[-1].i)
    else:
        return None
    return Draft(colon, (colon.i, colon.i), [content], "colon:speaker_first", _phrase(words))


def _speaker_last(tokens: list[Token], n: int, document: Document) -> Draft | None:
    content_words, words, joint = tokens[:n], tokens[n + 1 :], tokens[n]
    if len(content_words) < _SHORTEST_CONTENT or _is_question(content_words):
        return None
    source = Source(words, document.index.mentions)
    is_unknown = joint.text == ":" and _is_unknown_name(source) and _reports(content_words)
    if not is_unknown and not _names_speaker(source, joint, document):
        return None
    content = trim(content_words[0].i, content_words[-1].i, joint)
    return Draft(joint, (joint.i, joint.i), [content], "colon:speaker_last", _phrase(words)) if content else None


def _phrase(words: list[Token]) -> Phrase:
    return Phrase(words[-1], words[0].i, words[-1].i)


def _reports(words: list[Token]) -> bool:
    """True for words that read as a clause: "Rates to stay high"."""
    return any(is_finite(token) or token.tag_ in ("VB", "VBN") for token in words)


def _is_question(tokens: list[Token]) -> bool:
    return tokens[-1].text == "?" or tokens[0].lower_ in WORDS.question_openers


@dataclass(frozen=True, slots=True)
class Source:
    """The words before or after a colon; ``is_quoted`` if a quotation follows it."""

    words: list[Token]
    mentions: Mapping[int, Mention]
    is_quoted: bool = False

    @property
    def head(self) -> Token:
        """The last word."""
        return self.words[-1]

    @property
    def named(self) -> Mention | None:
        """What the last word names, if the first is part of a name, too."""
        return self.mentions.get(self.head.i) if self.words[0].i in self.mentions else None


def _is_unknown_name(source: Source) -> bool:
    """True for a name nobody knows: "Halloran"."""
    is_short = len(source.words) <= _LONGEST_NAME
    return is_short and all(token.pos_ == "PROPN" and token.i not in source.mentions for token in source.words)


class Decision(NamedTuple):
    """A rule by its name: words to which it applies name somebody who can speak, or they do not."""

    name: str
    applies: Callable[[Source], bool]
    is_speaker: bool


def is_role(source: Source) -> bool:
    """True for "police", "Kenyan officials"."""
    return lemma_of_saying(source.head) in SAYING.speakers or source.head.lower_ in SAYING.speakers


def is_no_name(source: Source) -> bool:
    """True for words that are no noun phrase: "In pictures", "Watch"; for the names of columns: "Live updates"."""
    if any(token.pos_ not in _NOMINAL for token in source.words) or source.words[0].pos_ == "ADP":
        return True
    return " ".join(token.lower_ for token in source.words) in WORDS.labels


def is_unknown_before_quotation(source: Source) -> bool:
    """True for an unknown name before a quotation: "Halloran: ‘Rates will stay high’"."""
    return source.is_quoted and len(source.words) <= _LONGEST_NAME and all(t.pos_ == "PROPN" for t in source.words)


def is_speaking_body(source: Source) -> bool:
    """True for a body that speaks: "UN: hunger grows"; before a quotation for every body, country or people."""
    named = source.named
    if named is None:
        return False
    is_body = named.kind == "organization" and (source.is_quoted or named.sector in _SPEAKING_SECTORS)
    return is_body or (source.is_quoted and named.kind in ("place", "nationality"))


_NOBODY = Decision("names_nobody", lambda source: True, is_speaker=False)
SPEAKERS = (
    Decision("one_word_of_a_role", lambda s: len(s.words) == 1 and s.head.lower_ in SAYING.speakers, True),
    Decision("no_name", is_no_name, False),
    Decision("role", is_role, True),
    Decision("unknown_before_quotation", lambda s: s.head.i not in s.mentions and is_unknown_before_quotation(s), True),
    Decision("person", lambda s: s.named is not None and s.named.kind == "person", True),
    Decision("speaking_body", is_speaking_body, True),
)


def _names_speaker(source: Source, joint: Token, document: Document) -> bool:
    """True if the words name somebody who can speak; notes the rule that refuses them."""
    decision = next((decision for decision in SPEAKERS if decision.applies(source)), _NOBODY)
    if not decision.is_speaker:
        document.refuse(decision.name, joint)
    return decision.is_speaker
