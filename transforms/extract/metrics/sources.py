"""Who says a figure, and whether it happened: reported, planned, estimated, conditional or denied."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from transforms.extract.metrics.phrases import phrase_starting_at
from transforms.extract.metrics.subjects import subject_of
from transforms.extract.metrics.vocabulary import words


def read_source(sentence: Span, taken: set[int], first: int) -> str | None:
    """The words of the sentence that name the source of a figure at token ``first``."""
    doc = sentence.doc
    for token in sentence:
        if token.lower_ == "according" and token.i + 2 < sentence.end and doc[token.i + 1].lower_ == "to":
            return _text(phrase_starting_at(doc, token.i + 2, sentence.end, taken, "noun"))
    for token in sentence:
        if token.lemma_ in words("sources", "attribution", "verbs") and token.pos_ == "VERB" and not _is_passive(token):
            source = _speaker(token, sentence, taken, first)
            if source:
                return source
    return None


def _is_passive(verb: Token) -> bool:
    """ "after oil was found": nobody reports."""
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)


def _speaker(verb: Token, sentence: Span, taken: set[int], first: int) -> str | None:
    """The subject of a verb of report whose clause holds the figure: not "X said" after which another speaks."""
    reports = any(child.dep_ in ("ccomp", "parataxis") for child in verb.children) or verb.dep_ in ("parataxis",)
    if not reports and not (verb.lower_ == "said" and verb.i > first):
        return None
    after = verb.i + 1
    subject = subject_of(verb, sentence.start, taken)
    if subject and subject[-1].i < verb.i:
        return _text(subject)
    if verb.lower_ in ("said", "says") and after < sentence.end:
        return _text(phrase_starting_at(sentence.doc, after, sentence.end, taken))
    return None


def _text(phrase: list[Token]) -> str | None:
    words_left = list(phrase)
    while words_left and (words_left[0].tag_ in ("DT", "PRP$", "IN", "CC") or words_left[0].is_punct):
        words_left.pop(0)
    while words_left and (
        words_left[-1].is_punct or words_left[-1].is_space or words_left[-1].tag_ in ("IN", "POS", "CC")
    ):
        words_left.pop()
    if not words_left or len(words_left) > 14 or any(t.tag_ in ("CD",) for t in words_left):
        return None
    doc: Doc = words_left[0].doc
    text = doc[words_left[0].i : words_left[-1].i + 1].text
    return None if "\n" in text else text


def read_reality(sentence: Span, first: int, modifiers: str) -> str:
    """Whether the figure at token ``first`` is an outcome; ``modifiers`` are the words right before it."""
    reading = "reported"
    if "estimated" in modifiers or "projected" in modifiers or "expected" in modifiers:
        reading = "estimated"
    clause = _clause(sentence, first)
    verbs = [
        token for token in clause if token.tag_.startswith(("VB", "MD")) or token.lower_ in ("likely", "if", "unless")
    ]
    lemmas = {token.lemma_.lower() for token in verbs} | {token.lower_ for token in verbs}
    if lemmas & words("sources", "reality", "denied"):
        return "denied"
    if any(token.dep_ == "neg" and token.head.pos_ in ("VERB", "AUX") for token in clause):
        return "denied"
    if lemmas & words("sources", "reality", "conditional"):
        return "conditional"
    if lemmas & words("sources", "reality", "estimated"):
        return "estimated"
    if lemmas & words("sources", "reality", "planned") or lemmas & words("sources", "reality", "future"):
        return "planned"
    return reading


def _clause(sentence: Span, first: int) -> list[Token]:
    """The tokens of the clause before the figure, back to a comma, semicolon or conjunction with its own verb."""
    doc, begin, has_verb = sentence.doc, first, False
    while begin > sentence.start:
        token = doc[begin - 1]
        if token.text in (";", ":", "“") or (
            has_verb and (token.text == "," or token.lower_ in ("and", "but", "while", "which", "that"))
        ):
            break
        has_verb = has_verb or token.pos_ in ("VERB", "AUX")
        begin -= 1
    return list(doc[begin:first])
