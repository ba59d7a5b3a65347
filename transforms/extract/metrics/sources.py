"""Who says a figure, and whether it happened: reported, planned, estimated, conditional or denied."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from transforms.extract.metrics.period_clauses import clause_verb
from transforms.extract.metrics.phrases import is_time_noun, phrase_starting_at
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
    subjects = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
    inverted = verb.i > sentence.start and sentence.doc[verb.i - 1].text in (",", "”", '"', "''", "“")
    if any(child.i > verb.i for child in subjects) or (inverted and verb.nbor(1).tag_ in ("DT", "NNP")):
        return _text(phrase_starting_at(sentence.doc, verb.i + 1, sentence.end, taken))
    if any(child.tag_ == "PRP" for child in subjects):
        return None  # "He says the grant will help": the grant says nothing
    subject = subject_of(verb, sentence.start, taken)
    if subject and all(is_time_noun(token.lower_) for token in subject if token.pos_ in ("NOUN", "PROPN")):
        subject = next((list(s.subtree) for s in subjects), None)  # "the review released on Tuesday showed"
        subject = [token for token in subject if token.i <= subjects[0].i] if subject else None
    if subject and subject[-1].i < verb.i:
        return _text(subject)
    if verb.lower_ in ("said", "says") and verb.i + 1 < sentence.end:
        return _text(phrase_starting_at(sentence.doc, verb.i + 1, sentence.end, taken))
    return None


def _text(phrase: list[Token]) -> str | None:
    words_left = list(phrase)
    while words_left and (words_left[0].tag_ in ("DT", "PRP$", "IN", "CC") or words_left[0].is_punct):
        words_left.pop(0)
    while words_left and (
        words_left[-1].is_punct or words_left[-1].is_space or words_left[-1].tag_ in ("IN", "POS", "CC")
    ):
        words_left.pop()
    counted = any(t.tag_ == "CD" and not (t.is_digit and len(t) == 4) for t in words_left)  # "a 2018 report" may speak
    if not words_left or len(words_left) > 14 or counted or all(is_time_noun(t.lower_) for t in words_left):
        return None
    doc: Doc = words_left[0].doc
    text = doc[words_left[0].i : words_left[-1].i + 1].text
    return None if "\n" in text else text


def read_reality(sentence: Span, first: int, modifiers: str) -> str:
    """Whether the figure at token ``first`` is an outcome; ``modifiers`` are the words right before it."""
    reading = "reported"
    if "estimated" in modifiers or "projected" in modifiers or "expected" in modifiers:
        reading = "estimated"
    clause = _clause(sentence, first) + _own_verb(sentence.doc[first])
    verbs = [token for token in clause if _tells_reality(token)]
    lemmas = {token.lemma_.lower() for token in verbs} | {token.lower_ for token in verbs}
    if lemmas & words("sources", "reality", "denied"):
        return "denied"
    if any(token.dep_ == "neg" and _governs(token.head, sentence.doc[first]) for token in clause):
        return "denied"
    if lemmas & words("sources", "reality", "conditional"):
        return "conditional"
    if lemmas & words("sources", "reality", "estimated"):
        return "estimated"
    if lemmas & words("sources", "reality", "planned") or lemmas & words("sources", "reality", "future"):
        return "planned"
    return reading


def _tells_reality(token: Token) -> bool:
    """Verbs, words of likelihood, and "plans to sell" where the parser took the verb for a noun."""
    is_verb = token.tag_.startswith(("VB", "MD")) or any(child.dep_ == "xcomp" for child in token.children)
    return is_verb or token.lower_ in ("likely", "if", "unless")


def _own_verb(figure: Token) -> list[Token]:
    """The verb behind a figure that is its subject, with its auxiliaries: "two battalions will be merged"."""
    root = figure
    while root.dep_ in ("nummod", "quantmod", "compound", "amod") and root.head.i != root.i:
        root = root.head
    verb = root.head
    if root.dep_ not in ("nsubj", "nsubjpass") or verb.i < root.i:
        return []
    return [verb, *(child for child in verb.children if child.dep_ in ("aux", "neg") and child.i < verb.i)]


def _governs(verb: Token, figure: Token) -> bool:
    """Whether a negated verb is that of the figure, or one on whose infinitive or object clause it hangs."""
    node = clause_verb(figure)
    while node is not None and node.i != verb.i:
        if node.dep_ in ("advcl", "relcl", "acl", "parataxis") and node.tag_ in ("VBD", "VBZ", "VBP"):
            return False
        node = clause_verb(node.head) if node.head.i != node.i else None
    return node is not None or (verb.pos_ in ("VERB", "AUX") and clause_verb(figure) is None)


def _clause(sentence: Span, first: int) -> list[Token]:
    """The tokens of the clause before the figure, back to a comma, semicolon or conjunction with its own verb."""
    doc, begin, has_verb = sentence.doc, first, False
    while begin > sentence.start:
        token = doc[begin - 1]
        opens = token.lower_ in words("sources", "clause", "opening")
        if token.text in (";", ":", "“") or (has_verb and (token.text == "," or opens)):
            break
        if (
            token.lower_ in words("sources", "clause", "circumstance") and token.dep_ == "mark"
        ):  # "as two committees were looking into it": its verb still follows
            break
        has_verb = has_verb or token.pos_ in ("VERB", "AUX")
        begin -= 1
    return list(doc[begin:first])
