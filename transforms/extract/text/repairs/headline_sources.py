"""Repairs of parses of headlines with a source at the end: "Aid workers held in Yemen, UN says".

The parser hangs the source on the last word, makes it the object, or joins the headline and the report of it. The
source is set apart again: the verb of saying becomes a parataxis of the headline's own verb, a bare source hangs loose.
"""

from __future__ import annotations

from pathlib import Path

from spacy.tokens import Span, Token

from transforms.extract.english.saying import SAYING
from transforms.vocabulary import Vocabulary


class _Words(Vocabulary):
    """Verbs that never go without an object."""

    suffered: frozenset[str]


_WORDS = _Words.load(Path(__file__).parent / "data" / "headline_sources.toml")

_LONGEST_SOURCE = 5
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "ADP"})
_JOINTS = frozenset({":", "-", "–", "—", "--"})


def part_source(sentence: Span) -> None:
    """Set the source at the end of a headline apart, in place; leave every other sentence alone."""
    words = [token for token in sentence if not token.is_space]
    if len(words) < 4 or words[-1].is_punct or not _ends_line(sentence):
        return
    says = _verb_of_saying(words[-1])
    at = next((n for n in range(len(words) - 2, len(words) - _LONGEST_SOURCE - 2, -1) if _is_joint(words, n, says)), 0)
    tail = words[at + 1 :]
    source = tail[:-1] if says else tail
    if at < 2 or not source or any(token.pos_ not in _NOMINAL for token in source[:-1]) or source[0].pos_ == "ADP":
        return
    front = words[:at]
    main = _main_word(front)
    if main is None or any(token.is_ancestor(main) for token in tail if not says):
        return
    _part(front, source, main, words[-1] if says else None)


def _ends_line(sentence: Span) -> bool:
    doc = sentence.doc
    return sentence.end == len(doc) or doc[sentence.end - 1].is_space or doc[sentence.end].is_space


def _verb_of_saying(word: Token) -> bool:
    verbs = SAYING.reporting
    return word.tag_ in ("VBZ", "VBP", "VBD", "NNS", "NN") and word.i > 0 and (
        word.lemma_.lower() in verbs or word.lower_.removesuffix("s") in verbs
    )  # fmt: skip


def _is_joint(words: list[Token], n: int, says: bool) -> bool:
    """True for the comma before "UN says", or the colon or dash before a bare source."""
    return n > 1 and (words[n].text == "," if says else words[n].text in _JOINTS and words[n].nbor(1).text != ",")


def _main_word(front: list[Token]) -> Token | None:
    """The verb of the headline, None unless it has exactly one that could be it, a participle without an auxiliary."""
    found = [token for token in front if token.tag_ in ("VBD", "VBN", "VBZ", "VBP", "MD")]
    if len(found) != 1 or found[0].lemma_.lower() not in _WORDS.suffered or found[0].tag_ not in ("VBD", "VBN"):
        return None
    return found[0] if found[0].i > front[0].i else None


def _part(front: list[Token], source: list[Token], main: Token, says: Token | None) -> None:
    inside = {token.i for token in front}
    if main.dep_ == "acl" and main.head.i in inside:
        main.head.dep_ = "nsubj"
        sufferer: Token | None = main.head
    else:
        sufferer = None
    main.head, main.dep_, main.pos_ = main, "ROOT", "VERB"
    if sufferer is not None:
        sufferer.head = main
    for token in front:
        if token is not main and token.head.i not in inside:
            token.head, token.dep_ = _place_left(token, inside) or (main, token.dep_)
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


def _place_left(token: Token, inside: set[int]) -> tuple[Token, str] | None:
    """ "in Iran - rights group" read as "in group": the word before the joint takes the place of the source."""
    above = token.head
    while above.head.i != above.i and above.head.i not in inside:
        above = above.head
    return (above.head, above.dep_) if above.head.i in inside and token.dep_ in ("compound", "nmod", "amod") else None
