"""Noun phrases and subjects by part of speech, with the parse as a witness.

News cut into pieces and headlines parse badly; tags hold up better. A phrase is a list of parsed tokens in text order.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from transforms.extract.metrics.vocabulary import words

_NOUN = frozenset(["NN", "NNS", "NNP", "NNPS"])
_INSIDE = _NOUN | {"JJ", "JJR", "JJS", "CD", "POS", "DT", "PRP$", "$", "HYPH", "RBS", "AFX", "FW", "PDT", "SYM", "ADD", "GW"}
_LINKS = frozenset(["of", "in", "for", "from", "on", "between", "to", "with", "at", "among", "by", "against", "per"])
_PRONOUN = frozenset(["PRP", "EX", "WP"])

Phrase = list[Token]


def phrase_ending_at(doc: Doc, at: int, floor: int, taken: set[int]) -> Phrase:
    """The noun phrase whose last token is ``at``, with the ones it hangs on by "of"; nothing left of ``floor``."""
    first = at
    while first - 1 >= floor and first - 1 not in taken and _continues_left(doc, first - 1, floor):
        first -= 1
    phrase = list(doc[first : at + 1])
    if not any(token.tag_ in _NOUN for token in phrase):
        return []
    link = first - 1
    if link - 1 >= floor and doc[link].lower_ in _LINKS and doc[link - 1].tag_ in _NOUN and link - 1 not in taken:
        if doc[link].lower_ == "of" or doc[link].lower_ in ("in", "for", "from", "on", "between"):
            return phrase_ending_at(doc, link - 1, floor, taken) + phrase
    return phrase


def _continues_left(doc: Doc, at: int, floor: int) -> bool:
    token, right = doc[at], doc[at + 1]
    if token.is_space:
        return True
    if token.tag_ in _INSIDE:
        return not (token.tag_ == "DT" and right.tag_ == "DT")
    if token.text == "-" or right.text == "-":
        return not token.whitespace_ or not doc[at - 1].whitespace_ if at else False
    if token.text in ("&", "/"):
        return True
    if token.tag_ in ("VBN", "VBG", "JJ") and right.tag_ in _INSIDE - {"DT", "PRP$", "CD"}:
        return at > floor and doc[at - 1].tag_ in ("DT", "PRP$", "JJ", "IN", "POS", "CD", "RB") or at == floor
    if token.tag_ == "CC" and token.lower_ in ("and", "&") and at - 1 >= floor:
        return doc[at - 1].tag_ in _NOUN and right.tag_ in _INSIDE
    return False


def phrase_starting_at(doc: Doc, at: int, ceiling: int, taken: set[int]) -> Phrase:
    """The noun phrase that begins at ``at`` (determiners included), with its "of", "in", "for" phrases."""
    end = at
    while end < ceiling and end not in taken:
        token = doc[end]
        adjectival = token.tag_ in ("VBN", "VBG") and end + 1 < ceiling and doc[end + 1].tag_ in _NOUN | {"JJ"}
        tied = token.text in ("-", "/", "&") or (end > at and doc[end - 1].text in ("-", "/", "&"))
        joined = token.lower_ in ("and",) and end > at and end + 1 < ceiling and doc[end - 1].tag_ in _NOUN and _is_noun_ahead(doc, end + 1, ceiling, taken)
        if not (token.tag_ in _INSIDE or adjectival or tied or joined or token.is_space or token.tag_ == "RB" and end == at):
            break
        if end > at and doc[end - 1].tag_ in _NOUN and token.tag_ in ("DT", "PRP$", "$"):
            break
        end += 1
    phrase = list(doc[at:end])
    while phrase and phrase[-1].tag_ not in _NOUN | {"CD", "JJ"}:
        phrase.pop()
    if not any(token.tag_ in _NOUN for token in phrase):
        return []
    if end < ceiling and end not in taken and doc[end].lower_ in ("of", "in", "for", "from", "on") and end + 1 < ceiling:
        return phrase + phrase_starting_at(doc, end + 1, ceiling, taken)
    return phrase


def _is_noun_ahead(doc: Doc, at: int, ceiling: int, taken: set[int]) -> bool:
    """Whether a noun phrase without verb begins here: "people and families", not "rose and fell"."""
    for token in doc[at : min(at + 4, ceiling)]:
        if token.i in taken:
            return False
        if token.tag_ in _NOUN:
            follow = doc[token.i + 1] if token.i + 1 < ceiling else None
            return follow is None or not follow.tag_.startswith(("VB", "MD"))
        if token.tag_ not in _INSIDE:
            return False
    return False


def verb_before(doc: Doc, at: int, floor: int) -> Token | None:
    """The nearest verb left of ``at`` in the same clause."""
    for here in range(at - 1, floor - 1, -1):
        token = doc[here]
        if token.text in (";", ":", "“", "”") or token.lower_ in ("while", "whereas", "although"):
            return None
        if token.tag_.startswith("VB") and not is_adjectival(doc, here):
            return token
    return None


def is_adjectival(doc: Doc, at: int) -> bool:
    """A participle inside of a noun phrase: "the combined sales", "a reported range"."""
    token = doc[at]
    if token.tag_ not in ("VBN", "VBG", "VBD"):
        return False
    following = doc[at + 1] if at + 1 < len(doc) else None
    before = doc[at - 1] if at else None
    return (following is not None and following.tag_ in _NOUN and before is not None
            and before.tag_ in ("DT", "PRP$", "JJ", "IN", "CD", "POS", "HYPH"))  # fmt: skip


def subject_of(verb: Token, floor: int, taken: set[int], depth: int = 0) -> Phrase | None:
    """The subject of ``verb`` as a phrase, ``None`` when there is none or only a pronoun."""
    doc = verb.doc
    if depth > 5:
        return None
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass") and floor <= child.i < verb.i and child.tag_ in _NOUN and child.i not in taken:
            return _region(doc, child, verb, floor, taken)
    here = _skip_auxiliaries(doc, verb.i - 1, floor)
    if here < floor:
        return None
    token = doc[here]
    if token.text == "," and here - 1 >= floor:
        opening = next((n for n in range(here - 1, max(floor, here - 14) - 1, -1) if doc[n].text == ","), None)
        return phrase_ending_at(doc, (opening or here) - 1, floor, taken) or None
    if token.tag_ in ("WDT", "WP") or (token.lower_ == "that" and token.tag_ in ("IN", "WDT")):
        here -= 1 + (doc[here - 1].text == ",")
        return (phrase_ending_at(doc, here, floor, taken) or None) if here >= floor else None
    if token.tag_ in _PRONOUN or (token.tag_ == "DT" and token.lower_ in ("this", "that", "these", "those")):
        return None
    if token.tag_ in ("CC", "TO", "RB") or token.text in ("-",):
        earlier = verb_before(doc, here, floor)
        return subject_of(earlier, floor, taken, depth + 1) if earlier is not None else None
    if token.tag_ in _NOUN or token.tag_ == "CD" and here not in taken:
        return phrase_ending_at(doc, here, floor, taken) or None
    if token.tag_ == "IN" or token.tag_.startswith("VB"):
        earlier = verb_before(doc, here + token.tag_.startswith("VB"), floor)
        return subject_of(earlier, floor, taken, depth + 1) if earlier is not None else None
    return None


def _skip_auxiliaries(doc: Doc, at: int, floor: int) -> int:
    auxiliary = words("measures", "auxiliary", "words")
    while at >= floor and (doc[at].tag_ in ("RB", "MD", "RBR", "RP") or doc[at].lower_ in auxiliary or doc[at].is_space):
        at -= 1
    return at


def _region(doc: Doc, head: Token, verb: Token, floor: int, taken: set[int]) -> Phrase:
    """The subject from the left edge of its head to the verb, without clauses and inserts."""
    first = head.i
    while first - 1 >= floor and first - 1 not in taken and _continues_left(doc, first - 1, floor):
        first -= 1
    last = head.i
    while last + 1 < verb.i and last + 1 not in taken:
        token = doc[last + 1]
        if token.text in (",", "(", "--", "—", ":") or token.tag_ in ("WDT", "WP", "WRB", "MD", "TO", "RB") or token.tag_.startswith("VB"):
            break
        last += 1
    return list(doc[first : last + 1])
