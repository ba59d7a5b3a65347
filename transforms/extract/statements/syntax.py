"""Small questions to the parse that the steps of the statements reader ask."""

from __future__ import annotations

from spacy.tokens import Token

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# "who", "which": the subject of a relative clause; whom it means stands before the clause.
RELATIVE = frozenset({"who", "which", "that"})
_BE = frozenset({"be", "get"})


def neighbour(token: Token, step: int) -> Token:
    """The word ``step`` words on; at either end of the text the token itself."""
    at = token.i + step
    return token.doc[at] if 0 <= at < len(token.doc) else token


def lemma(token: Token) -> str:
    """Lower-case lemma; the word itself where the model gives none."""
    if token.tag_ == "NNS" and token.lower_.endswith("ies"):
        return token.lower_[:-3] + "y"  # "denies" read as a plural
    return (token.lemma_ or token.text).lower()


def is_verb(token: Token) -> bool:
    """True if the word is tagged as a verb, also one that the parse hangs on a noun ("Germany urged Serbia")."""
    return (token.tag_.startswith("VB") and token.pos_ in ("VERB", "AUX")) or is_plural_for_verb(token)


def is_plural_for_verb(token: Token) -> bool:
    """True for a verb read as a plural: "Nissan denies that it …", and at the end of "…, new research shows."."""
    if token.tag_ != "NNS" or token.i + 1 >= token.sent.end or token.i == token.sent.start:
        return False
    before = neighbour(token, -1)
    takes_that = neighbour(token, 1).lower_ == "that" and before.dep_ == "compound" and before.head.i == token.i
    return (token.dep_ == "ROOT" and takes_that) or first_of_report(token) is not None


def first_of_report(token: Token) -> Token | None:
    """The first word of ", new research shows." when nothing but a noun phrase stands between comma and plural."""
    if neighbour(token, 1).text != "." or not any(is_finite(t) for t in token.doc[token.sent.start : token.i]):
        return None
    for i in range(token.i - 1, max(token.sent.start, token.i - 9), -1):
        word = token.doc[i]
        if word.text == ",":
            return neighbour(word, 1) if i < token.i - 1 else None
        if word.pos_ not in ("DET", "ADJ", "NOUN", "PROPN", "ADP", "NUM"):
            return None
    return None


def is_finite(token: Token) -> bool:
    """True if the word carries the tense of its clause."""
    return token.tag_ in FINITE and token.pos_ in ("VERB", "AUX")


def is_passive(verb: Token) -> bool:
    """True for "is said", "were told", "a plan condemned by critics"; not for "has said"."""
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    if verb.tag_ != "VBN" or any(child.dep_ == "aux" for child in verb.children):
        return False
    if verb.dep_ == "conj" and verb.head.tag_ == "VBN" and own_subject(verb) is None:
        return is_passive(verb.head)
    if is_lost_verb(verb):
        return False
    return verb.dep_ in ("acl", "relcl", "advcl") and own_subject(verb) is None


def is_lost_verb(verb: Token) -> bool:
    """True for "called" in "The union called for calm." read as a noun phrase: a whole sentence has lost its verb."""
    if verb.dep_ != "acl" or any(c.lower_ == "by" for c in verb.children):
        return False
    opening = verb.head.left_edge.i - 1
    if opening > 0 and verb.doc[opening].text in ('"', "”", "''") and verb.head.i == verb.i - 1:
        return True  # "“…?” a woman shouted"
    if verb.head.dep_ != "ROOT":
        return False
    return any(token.text == "." for token in verb.doc[max(verb.sent.end - 3, verb.i) : verb.sent.end])


def own_subject(verb: Token) -> Token | None:
    """The subject that the parse hangs on the verb itself; the nearest of several ("The plan, she said, …")."""
    found = [child for child in verb.children if child.dep_ in SUBJECTS and not is_day(child)]
    return min(found, key=lambda child: abs(child.i - verb.i), default=None)


def is_day(token: Token) -> bool:
    """True if the word is a day or a month, which news puts where a parser expects a subject."""
    return token.ent_type_ == "DATE" or token.lower_ in _DAYS


def infinitive_mark(verb: Token) -> Token | None:
    """The "to" of an infinitive."""
    return next((child for child in verb.lefts if child.lower_ == "to" and child.dep_ in ("aux", "mark")), None)


def trim(doc_start: int, doc_end: int, token: Token) -> tuple[int, int] | None:
    """The tokens from ``doc_start`` to ``doc_end`` (included) without punctuation at the ends; quotation marks stay."""
    doc, first, last = token.doc, doc_start, doc_end
    while first <= last and _is_edge(doc[first], opening=True):
        first += 1
    while last >= first and _is_edge(doc[last], opening=False):
        last -= 1
    return (first, last) if first <= last else None


def _is_edge(token: Token, opening: bool) -> bool:
    if token.is_space:
        return True
    if token.text in (",", ";", ":", "—", "–", "-", "--"):
        return True
    return not opening and token.text in (".", "!", "?", "…", "...")


_DAYS = frozenset({
    "today", "yesterday", "tomorrow", "tonight", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
    "sunday", "january", "february", "march", "april", "june", "july", "august", "september", "october", "november",
    "december",
})  # fmt: skip
