"""Repairs of parses of headlines with a source at the end: "Aid workers held in Yemen, UN says".

The parser hangs the source on the last word, makes it the object, or joins the headline and the report of it. The
source is set apart again: the verb of saying becomes a parataxis of the headline's own verb, a bare source hangs loose.
"""

from __future__ import annotations

from pathlib import Path

from spacy.tokens import Span, Token

from transforms.extract.english.saying import SAYING
from transforms.extract.text.labels import NOUN_MODIFIERS
from transforms.vocabulary import Vocabulary


class _Words(Vocabulary):
    """Verbs that never go without an object."""

    suffered: frozenset[str]


_WORDS = _Words.load(Path(__file__).parent / "data" / "headline_sources.toml")

# Words of a source, its verb of saying aside, and of the shortest headline with one.
_LONGEST_SOURCE, _SHORTEST_HEADLINE = 5, 4
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "ADP"})
_JOINTS = frozenset({":", "-", "–", "—", "--"})
_VERB_TAGS = frozenset({"VBZ", "VBP", "VBD", "NNS", "NN"})


def part_source(sentence: Span) -> bool:
    """Set the source at the end of a headline apart, in place; False for every other sentence, which stays."""
    words = [token for token in sentence if not token.is_space]
    if len(words) < _SHORTEST_HEADLINE or words[-1].is_punct or not _ends_line(sentence):
        return False
    says = words[-1] if _is_verb_of_saying(words[-1]) else None
    at = _joint(words, says)
    front, source = words[:at], words[at + 1 : len(words) - (says is not None)]
    main = _main_word(front) if at and _is_source(source) else None
    if main is None or (says is None and any(token.is_ancestor(main) for token in source)):
        return False
    _part(front, source, main, says)
    return True


def _joint(words: list[Token], says: Token | None) -> int:
    """Number of the comma before "UN says", or of the colon or dash before a bare source; 0 where there is none."""
    for n in range(len(words) - 2, max(1, len(words) - _LONGEST_SOURCE - 2), -1):
        is_mark = words[n].text == "," if says is not None else words[n].text in _JOINTS
        if is_mark and (says is not None or words[n].nbor(1).text != ","):
            return n
    return 0


def _is_source(source: list[Token]) -> bool:
    """True for a noun phrase: "rights group"; not for "in Oslo"."""
    return bool(source) and source[0].pos_ != "ADP" and all(token.pos_ in _NOMINAL for token in source[:-1])


def _ends_line(sentence: Span) -> bool:
    doc = sentence.doc
    return sentence.end == len(doc) or doc[sentence.end - 1].is_space or doc[sentence.end].is_space


def _is_verb_of_saying(word: Token) -> bool:
    """True for "says", also when it is read as a plural."""
    forms = {word.lemma_.lower(), word.lower_.removesuffix("s")}
    return word.tag_ in _VERB_TAGS and word.i > 0 and bool(forms & SAYING.reporting)


def _main_word(front: list[Token]) -> Token | None:
    """The verb of the headline, None unless it has exactly one that could be it, a participle without an auxiliary."""
    found = [token for token in front if token.tag_ in ("VBD", "VBN", "VBZ", "VBP", "MD")]
    if len(found) != 1 or found[0].lemma_.lower() not in _WORDS.suffered or found[0].tag_ not in ("VBD", "VBN"):
        return None
    return found[0] if found[0].i > front[0].i else None


def _part(front: list[Token], source: list[Token], main: Token, says: Token | None) -> None:
    """Hang the words of the headline on its verb, and the source on the verb of saying or loosely on the headline."""
    _make_root(main, front)
    speaker = source[-1]
    for token in source[:-1]:
        token.head, token.dep_ = speaker, "compound" if token.pos_ in ("NOUN", "PROPN") else token.dep_
    if says is None:
        speaker.head, speaker.dep_ = main, "npadvmod"
        return
    says.tag_, says.pos_ = "VBZ", "VERB"
    says.lemma_ = "say" if says.lower_ == "said" else says.lower_.removesuffix("s")
    says.head, says.dep_ = main, "parataxis"
    speaker.head, speaker.dep_ = says, "nsubj"


def _make_root(main: Token, front: list[Token]) -> None:
    """Make the verb of the headline its root, whoever it modified its subject."""
    inside = {token.i for token in front}
    sufferer = main.head if main.dep_ == "acl" and main.head.i in inside else None
    main.head, main.dep_, main.pos_ = main, "ROOT", "VERB"
    if sufferer is not None:
        sufferer.head, sufferer.dep_ = main, "nsubj"
    for token in front:
        if token is not main and token.head.i not in inside:
            token.head, token.dep_ = _place_left(token, inside) or (main, token.dep_)


def _place_left(token: Token, inside: set[int]) -> tuple[Token, str] | None:
    """The place of the source in "in Iran - rights group" read as "in group": the word before the joint takes it."""
    above = token.head
    while above.head.i != above.i and above.head.i not in inside:
        above = above.head
    is_hung = above.head.i in inside and token.dep_ in NOUN_MODIFIERS
    return (above.head, above.dep_) if is_hung else None
