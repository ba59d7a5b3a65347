"""Who speaks: the noun phrase of the speaker, and the name it stands for."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from transforms.extract.clauses.saying import ways_of
from transforms.extract.clauses.subjects import is_passive, own_subject
from transforms.extract.clauses.syntax import (
    NOMINAL,
    RELATIVE,
    SUBJECTS,
    climb,
    first_of_report,
    is_day,
    is_plural_for_verb,
    is_verb,
    neighbour,
)
from transforms.extract.english.saying import Way
from transforms.extract.statements.vocabulary import WORDS

# What may follow the head of a phrase and still belong to it: "officials in Hanoi", "a spokesman for the army".
_LINKS = frozenset(
    {"of", "for", "at", "from", "in", "with", "to", "on", "near", "close", "behind", "among", "within", "by"}
)
_JOINED = frozenset({"conj", "cc"})
_LONGEST = 24


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its head and the numbers of its first and last token."""

    head: Token
    first: int
    last: int


def speaker_of(verb: Token) -> Token | None:
    """The word for who does what a verb of saying tells; None when nobody is told."""
    if is_passive(verb):
        return _agent(verb)
    found = own_subject(verb)
    if found is not None:
        return _antecedent(found, verb)
    if is_plural_for_verb(verb):
        return _subject_of_plural(verb)
    if verb.dep_ in ("relcl", "acl"):
        return _nominal(verb.head)
    if verb.dep_ == "amod" and verb.head.i > verb.i:
        return _before(verb)
    for above in _governors(verb):
        if _is_told_by_another(verb, above) or is_joined_to_report(verb):
            continue
        found = _agent(above) or own_subject(above) if is_passive(above) else own_subject(above)
        if found is not None:
            return _antecedent(found, above) if found.i != verb.i else None
        if above.dep_ in ("relcl", "acl"):
            return _nominal(above.head)
    return _before(verb) if verb.tag_ in ("VBD", "VBZ", "VBP") else None


def _governors(verb: Token) -> list[Token]:
    """The verbs whose subject is also that of a verb without one: "went on to say", "spoke, adding that"."""
    found: list[Token] = []
    node = verb
    for above in climb(verb, 5):
        if node.dep_ not in ("xcomp", "advcl", "conj", "pcomp", "prep", "ccomp", "dep", "parataxis"):
            break
        node = above
        if is_verb(above):
            found.append(above)
    return found


def is_joined_to_report(verb: Token) -> bool:
    """True for "predicted" of "She said the bill was dead and predicted …", hung on "was": who predicts is she."""
    above = verb.head
    if verb.dep_ != "conj" or above.dep_ != "ccomp" or verb.tag_ != above.head.tag_ or own_subject(verb) is not None:
        return False
    subject = own_subject(above)
    is_thing = subject is not None and subject.pos_ == "NOUN" and subject.lemma_.lower() not in WORDS.speakers
    return is_thing and Way.CLAUSE in ways_of(above.head)


def _subject_of_plural(verb: Token) -> Token:
    """ "research" of "new research from Leeds shows", the last word read as a plural: what the words before hang on."""
    head = first_of_report(verb) or neighbour(verb, -1)
    while head.head.i < verb.i and head.head.i > head.i and head.pos_ in ("DET", "ADJ", "NOUN", "PROPN", "NUM"):
        head = head.head
    return head


def _is_told_by_another(verb: Token, above: Token) -> bool:
    """True for "met" of "She insisted the ministers met, adding that …": who adds is who insists."""
    if verb.tag_ != "VBG" or neighbour(verb, -1).text != ",":
        return False
    return any(is_verb(top) and Way.CLAUSE in ways_of(top) for top in climb(above, 4)) and above.dep_ in (
        "ccomp", "conj", "advcl", "xcomp",
    )  # fmt: skip


def _agent(verb: Token) -> Token | None:
    """ "by the police" at a verb in the passive."""
    for child in verb.children:
        if child.lower_ == "by" and child.dep_ in ("agent", "prep"):
            return next((noun for noun in child.children if noun.dep_ == "pobj" and not is_day(noun)), None)
    return None


def _antecedent(subject: Token, verb: Token) -> Token | None:
    """The word itself; for "who" and "which" the word before the relative clause."""
    if subject.lower_ not in RELATIVE or subject.pos_ == "NOUN":
        return subject if subject.pos_ in (*NOMINAL, "ADJ", "NUM", "DET") else None
    clause = next((node for node in (verb, *climb(verb, 4)) if node.dep_ == "relcl"), None)
    if clause is not None:
        return _nominal(clause.head)
    return None if subject.lower_ == "that" else _before(subject)


def _nominal(token: Token) -> Token | None:
    return token if token.pos_ in NOMINAL else None


def _before(token: Token) -> Token | None:
    """The noun right before a word, over adverbs and days ("the army on Monday accused …")."""
    i = token.i - 1
    while i >= token.sent.start:
        word = token.doc[i]
        if word.pos_ in NOMINAL and not is_day(word):
            return _top(word, token)
        if not (word.pos_ in ("ADV", "AUX", "PART", "PUNCT") or is_day(word) or word.lower_ in ("on", "in")):
            return None
        i -= 1
    return None


def _top(word: Token, stop: Token) -> Token:
    """The head of the phrase that ends in a word: "officials" of "officials in Hanoi"."""
    while word.head.i < word.i and word.head.i >= word.sent.start and word.dep_ in ("pobj", "prep", "compound", "conj"):
        if word.head.i == stop.i or word.head.pos_ not in (*NOMINAL, "ADP"):
            break
        word = word.head
    return word


def phrase_of(head: Token, verb: Token | None = None) -> Phrase:
    """The phrase of a speaker: what counts, describes and names it, without clauses and appositions in commas.

    ``verb`` is the verb of saying: the phrase ends before it.
    """
    doc, first = head.doc, head.i
    for child in head.lefts:
        if child.dep_ in SUBJECTS or (child.is_punct and child.text not in ("-", "'", "’")) or child.dep_ == "cc":
            continue
        first = min(first, _plain_left(child, head))
    last = head.i
    stop = verb.i if verb is not None and verb.i > head.i else head.sent.end
    for child in head.rights:
        if child.i >= stop or child.left_edge.i > last + 2:
            break
        if not _continues(child, head, last):
            break
        end = min(_end_of_clause(child) if child.dep_ == "acl" else _end_of(child), stop - 1)
        last = max(last, end)
    while last > head.i and (doc[last].is_punct or doc[last].is_space or doc[last].pos_ in ("AUX", "ADP")):
        last -= 1
    while first < head.i and (doc[first].is_punct or doc[first].is_space or doc[first].pos_ == "CCONJ"):
        first += 1
    return Phrase(head, first, min(last, first + _LONGEST))


def _plain_left(child: Token, head: Token) -> int:
    """The first word of what stands before a head, none beyond a comma or a quotation mark."""
    first = child.left_edge.i
    for i in range(head.i - 1, first - 1, -1):
        word = head.doc[i]
        if word.text in (",", ";", ":", '"', "“", "”", "—", "–", "(") or word.is_space:
            listed = word.text == "," and word.head.i == head.i and child.dep_ == "amod"
            if not listed:
                return i + 1
    return first


def _continues(child: Token, head: Token, last: int) -> bool:
    """True if what follows a head is part of its phrase."""
    comma = head.doc[child.left_edge.i - 1].text in (",", "—", "–", "(") if child.left_edge.i > last + 1 else False
    if child.dep_ == "case" or (child.dep_ in ("compound", "nummod", "amod", "flat") and not comma):
        return True
    if child.dep_ == "prep":
        is_dated = any(is_day(noun) for noun in child.children)
        proper = head.pos_ == "PROPN" and child.lower_ not in ("of", "for", "at", "from")
        return child.lower_ in _LINKS and not is_dated and not comma and not (proper or head.pos_ == "PRON")
    if child.dep_ == "acl":
        return not comma and child.tag_ in ("VBN", "VBG") and child.i - last <= 2
    if child.dep_ == "appos":
        return child.pos_ == "PROPN" and head.pos_ == "NOUN"
    if child.dep_ == "punct":
        return child.text in (",", "-") and not any(g.is_space for g in head.doc[child.i : child.i + 1])
    return child.dep_ in _JOINED and child.pos_ not in ("VERB", "AUX")


def _end_of_clause(child: Token) -> int:
    """The last word of "signed by 40 economists on Monday", before a comma."""
    last = child.i
    while last < child.right_edge.i and not child.doc[last + 1].is_punct:
        last += 1
    return last


def _end_of(child: Token) -> int:
    """The last word of a part of the phrase, without a relative clause or an apposition of its own."""
    last = child.i
    for grandchild in child.rights:
        if grandchild.dep_ in ("relcl", "advcl", "ccomp", "parataxis") or is_day(grandchild):
            break
        if grandchild.is_punct and grandchild.text != "-":
            following = [t for t in child.rights if t.i > grandchild.i and t.dep_ == "conj"]
            if not following:
                break
        if grandchild.dep_ == "prep" and any(is_day(noun) for noun in grandchild.children):
            break
        if grandchild.dep_ == "appos" and grandchild.left_edge.i > last + 1:
            break
        last = max(last, _end_of(grandchild))
    return last
