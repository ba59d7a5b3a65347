"""Who says a figure: the subject of a verb of report or forecast, or of "according to"."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from transforms.extract.metrics.phrases import NOUN, is_time_noun, phrase_starting_at
from transforms.extract.metrics.subjects import subject_of
from transforms.extract.metrics.vocabulary import words

_MARKS = frozenset([",", ";", "—", "–", "”", "''", '"', "“"])
_NAMING = NOUN | {"DT", "PRP$", "JJ"}  # what may begin the name of a speaker: "said its manager"
_VERBAL = frozenset(["VBD", "VBZ", "VBP", "MD"])


class SentenceSources:
    """The words of one sentence that may name who says its figures, found once for all of them."""

    def __init__(self, sentence: Span, taken: set[int]) -> None:
        self.sentence, self.taken = sentence, taken
        speaking = words("sources", "attribution", "verbs") | words("sources", "attribution", "forecasts")
        self._verbs = [token for token in sentence if token.pos_ == "VERB" and token.lemma_ in speaking]
        self._accorded = self._read_accorded()

    def _read_accorded(self) -> list[Token] | None:
        """Whom "according to" names; ``None`` where it does not stand."""
        doc, end = self.sentence.doc, self.sentence.end
        for token in self.sentence:
            if token.lower_ == "according" and token.i + 2 < end and doc[token.i + 1].lower_ == "to":
                return _trim(phrase_starting_at(doc, token.i + 2, end, self.taken, "noun"))
        return None

    def find(self, first: int, is_estimate: bool) -> list[Token]:
        """The words that name the source of a figure at token ``first``; empty when the sentence names none."""
        if self._accorded is not None:
            return self._accorded
        for verb in self._verbs:
            source: list[Token] = []
            if verb.lemma_ in words("sources", "attribution", "verbs") and not _is_passive(verb):
                source = _speaker(verb, self.sentence, self.taken, first)
            if not source and is_estimate and verb.lemma_ in words("sources", "attribution", "forecasts"):
                source = _forecaster(verb, self.sentence, self.taken, first)
            if source:
                return source
        return []


def spell_source(source: list[Token]) -> str | None:
    """The words of a source as the text writes them."""
    if not source:
        return None
    text = source[0].doc[source[0].i : source[-1].i + 1].text
    return None if "\n" in text else text


def _forecaster(verb: Token, sentence: Span, taken: set[int], first: int) -> list[Token]:
    """Who forecasts the figure: "the IMF projects growth of 3 percent", "is projected by the OECD"."""
    if all(node.i != verb.i for node in sentence.doc[first].ancestors):
        return []
    if _is_passive(verb):
        by = next((child for child in verb.children if child.lower_ == "by" and child.i > verb.i), None)
        return _trim(phrase_starting_at(sentence.doc, by.i + 1, sentence.end, taken)) if by is not None else []
    node = sentence.doc[first]
    while node.head.i != verb.i and node.head.i != node.i:
        node = node.head
    between = (child for child in (*node.children, *verb.children) if verb.i < child.i < node.i)
    own_subject = any(child.dep_ in ("nsubj", "dobj") for child in between)
    is_intention = node.dep_ == "xcomp" and not own_subject
    if verb.i > first or verb.dep_ == "xcomp" or is_intention:
        return []  # "the fund expects to spend": it forecasts nothing
    if any(child.tag_ == "PRP" for child in verb.children if child.dep_ == "nsubj"):
        return []  # "it expects": who that is stands elsewhere
    if verb.lemma_ == "put" and all(token.lower_ != "at" for token in sentence.doc[verb.i : first]):
        return []
    subject = subject_of(verb, sentence.start, taken)
    if not subject or subject[-1].i > verb.i or subject[-1].lemma_.lower() in words("sources", "attribution", "things"):
        return []  # "its growth forecast for Italy", read as a verb
    return _trim(subject)


def _is_passive(verb: Token) -> bool:
    """ "after oil was found": nobody reports."""
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)


def _speaker(verb: Token, sentence: Span, taken: set[int], first: int) -> list[Token]:
    """Who says a figure by ``verb``: "officials said" behind it, else the subject of the verb."""
    if closing := _closing_words(verb, sentence, first):
        return [] if any(token.tag_ == "PRP" for token in closing) else _trim(closing)
    return _subject_speaking(verb, sentence, taken, first)


def _closing_words(verb: Token, sentence: Span, first: int) -> list[Token]:
    """What stands between the figure's clause and a verb that closes the sentence: ", officials said on Monday"."""
    if verb.i <= first or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return []
    objects = {"ccomp", "xcomp"} if verb.lemma_ == "tell" else {"ccomp", "xcomp", "dobj"}
    if any(child.dep_ in objects and child.i > verb.i for child in verb.children):
        return []
    doc, here = sentence.doc, verb.i - 1
    while here > first and doc[here].text not in _MARKS:
        if doc[here].tag_ in _VERBAL:
            return []
        here -= 1
    words_between = list(doc[here + 1 : verb.i])
    if here <= first or not words_between or words_between[0].tag_ in ("CC", "WDT", "WP", "IN", "WRB"):
        return []
    is_name = any(token.tag_ in NOUN or token.tag_ == "PRP" for token in words_between)
    return words_between if is_name and not _is_apposed(doc, here, first) else []


def _is_apposed(doc: Doc, comma: int, first: int) -> bool:
    """True if the words behind the comma only describe the name before it: ", Ana Diaz, a spokeswoman, said"."""
    if doc[comma].text != ",":
        return False
    begin = comma - 1
    while begin > first and doc[begin].text not in _MARKS:
        if doc[begin].tag_ in _VERBAL:
            return False
        begin -= 1
    return begin > first and any(token.tag_ in ("NNP", "NNPS") for token in doc[begin + 1 : comma])


def _subject_speaking(verb: Token, sentence: Span, taken: set[int], first: int) -> list[Token]:
    """The subject of a verb of report whose clause holds the figure: not "X said" after which another speaks."""
    reports = any(child.dep_ in ("ccomp", "parataxis") for child in verb.children) or verb.dep_ in ("parataxis",)
    if not reports and not (verb.lower_ == "said" and verb.i > first):
        return []
    subjects = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
    told_next = any(child.dep_ == "ccomp" and child.i > verb.i for child in verb.children)
    inverted = not told_next and verb.i > sentence.start and sentence.doc[verb.i - 1].text in (",", "”", '"', "''", "“")
    if any(child.i > verb.i for child in subjects) or (inverted and verb.nbor(1).tag_ in _NAMING):
        return _trim(phrase_starting_at(sentence.doc, verb.i + 1, sentence.end, taken))
    if any(child.tag_ == "PRP" for child in subjects):
        return []  # "He says the grant will help": the grant says nothing
    subject = subject_of(verb, sentence.start, taken)
    if subject and all(is_time_noun(token.lower_) for token in subject if token.pos_ in ("NOUN", "PROPN")):
        subject = next((list(s.subtree) for s in subjects), None)  # "the review released on Tuesday showed"
        subject = [token for token in subject if token.i <= subjects[0].i] if subject else None
    if subject and subject[-1].i < verb.i:
        return _trim(subject)
    if verb.lower_ in ("said", "says") and verb.i + 1 < sentence.end:
        return _trim(phrase_starting_at(sentence.doc, verb.i + 1, sentence.end, taken))
    return []


def _trim(phrase: list[Token]) -> list[Token]:
    """The phrase without what does not name anybody at its ends; empty when it names nobody."""
    left = list(phrase)
    while left and (left[0].tag_ in ("DT", "PRP$", "IN", "CC") or left[0].is_punct):
        left.pop(0)
    while left and (left[-1].is_punct or left[-1].is_space or left[-1].tag_ in ("IN", "POS", "CC")):
        left.pop()
    counted = any(t.tag_ == "CD" and not (t.is_digit and len(t) == 4) for t in left)  # "a 2018 report" may speak
    return [] if len(left) > 14 or counted or all(is_time_noun(t.lower_) for t in left) else left
