"""The subject of a verb as a noun phrase, by the parse where it can be trusted and by what stands before the verb."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from transforms.extract.metrics.period_clauses import clause_verb
from transforms.extract.metrics.phrases import NOUN, Phrase, is_time_noun, is_verb, left_edge, phrase_ending_at
from transforms.extract.metrics.vocabulary import words

_PRONOUN = frozenset(["PRP", "EX"])


def verb_before(doc: Doc, at: int, floor: int) -> Token | None:
    """The nearest verb left of ``at`` in the same clause."""
    for here in range(at - 1, floor - 1, -1):
        token = doc[here]
        if token.text in (";", ":") or token.lower_ in ("while", "whereas", "although"):
            return None
        if is_verb(doc, here):
            return token
    return None


def is_speaking(verb: Token, figure: Token) -> bool:
    """Whether ``verb`` only reports the clause in which ``figure`` stands before its own verb: "said 160 mm fell"."""
    if verb.lemma_ not in words("measures", "speech", "verbs"):
        return False
    own = clause_verb(figure)
    return own is not None and own.i > figure.i and own.dep_ in ("ccomp", "ROOT") and own.i != verb.i


def subject_of(verb: Token, floor: int, taken: set[int], depth: int = 0) -> Phrase | None:
    """The subject of ``verb`` as a phrase, ``None`` when there is none or only a pronoun."""
    doc = verb.doc
    if depth > 5:
        return None
    here = _skip_auxiliaries(doc, verb.i - 1, floor)
    if doc[here].tag_ == "TO" and here - 1 > floor and (raised := _raised(doc, verb, here - 1, floor, taken)):
        return raised
    for child in verb.children:
        if doc[here].tag_ == "TO" and child.i == here - 1 and child.lemma_ in words("measures", "infinitive", "nouns"):
            continue  # "Dell announced plans to lay off": the plans lay off nobody
        if (
            child.dep_ in ("nsubj", "nsubjpass")
            and floor <= child.i < verb.i
            and child.tag_ in NOUN
            and child.i not in taken
        ) and not _is_other_clause(doc, child.i, here):
            return _region(doc, child, verb, floor, taken)
    while here >= floor and (
        here in taken
        or doc[here].lower_ in ("worth", "over", "about", "(", ")")
        or (here - 1 in taken and doc[here].text == ",")
    ):
        here -= 1  # "the market worth over 2 billion is growing"
    if here < floor:
        return None
    token = doc[here]
    if token.tag_ in _PRONOUN:
        return _reported_subject(doc, here, floor, taken, depth)
    if token.tag_ in ("WDT", "WP") or (token.lower_ == "that" and token.tag_ in ("IN", "WDT")):
        return _antecedent(doc, verb, here, floor, taken)
    if token.text == "," and verb.tag_ in ("VBG", "VBN"):
        earlier = verb_before(doc, here, floor)
        return subject_of(earlier, floor, taken, depth + 1) if earlier is not None else None
    if token.text == ",":
        opening = next((n for n in range(here - 1, max(floor, here - 14) - 1, -1) if doc[n].text == ","), None)
        return phrase_ending_at(doc, (opening or here) - 1, floor, taken) or None
    if token.tag_ in ("CC", "TO", "IN", "RB") or is_verb(doc, here):
        earlier = verb_before(doc, here + is_verb(doc, here), floor)
        if earlier is None and token.tag_ == "TO" and here > floor:
            return phrase_ending_at(doc, here - 1, floor, taken) or None
        return subject_of(earlier, floor, taken, depth + 1) if earlier is not None else None
    if token.lower_ in ("old", "olds"):
        first = next((n for n in range(here, max(floor, here - 6) - 1, -1) if doc[n].tag_ == "CD"), here)
        return list(doc[first : here + 1])  # "A 60 year-old might withdraw"
    if token.tag_ in ("JJS", "JJ") and here > floor and doc[here - 1].tag_ == "DT":
        return [token]  # "the lowest is 74.07"
    return phrase_ending_at(doc, here, floor, taken) or None if token.tag_ in NOUN | {"CD"} else None


def _raised(doc: Doc, verb: Token, at: int, floor: int, taken: set[int]) -> Phrase | None:
    """Who does what is expected of them: "Pakistan" of "the bank expects Pakistan to grow"."""
    if doc[at].tag_ not in NOUN or verb.tag_ != "VB":
        return None
    phrase = phrase_ending_at(doc, at, floor, taken)
    governor = doc[phrase[0].i - 1] if phrase and phrase[0].i > floor else None
    if governor is None or not governor.tag_.startswith("VB"):
        return None
    return phrase if governor.lemma_.lower() in words("sources", "attribution", "forecasts") else None


def _is_other_clause(doc: Doc, subject: int, here: int) -> bool:
    """Whether a nearer noun phrase behind "and" is the subject: "Yanan tumbled to 18.97 and Kangmei dropped"."""
    if here <= subject or doc[here].tag_ not in NOUN:
        return False
    between = doc[subject + 1 : here]
    if any(t.lower_ == "that" and t.tag_ in ("IN", "WDT") for t in between):
        return True
    return any(t.tag_ == "CC" for t in between) and any(is_verb(doc, t.i) for t in between)


def _reported_subject(doc: Doc, at: int, floor: int, taken: set[int], depth: int) -> Phrase | None:
    """ "The company said it has 1,000 customers": the speaker; any other pronoun stays unresolved."""
    if doc[at].lower_ not in ("it", "he", "she", "they") or at - 1 < floor:
        return None
    before = at - 1 - (doc[at - 1].lower_ == "that")
    while before > floor and (is_time_noun(doc[before].lower_) or doc[before].lower_ == "on"):
        before -= 1
    if before < floor or doc[before].lemma_ not in words("measures", "speech", "verbs"):
        return None
    return subject_of(doc[before], floor, taken, depth + 1)


def _antecedent(doc: Doc, verb: Token, at: int, floor: int, taken: set[int]) -> Phrase | None:
    """What "which" or "who" stands for."""
    if verb.dep_ == "relcl" and floor <= verb.head.i < at and verb.head.tag_ in NOUN and at - verb.head.i < 12:
        return _bare_phrase(doc, verb.head.i, floor, taken)
    at -= 1 + (doc[at - 1].text == ",")
    return _bare_phrase(doc, at, floor, taken) if at >= floor else None


def _bare_phrase(doc: Doc, at: int, floor: int, taken: set[int]) -> Phrase | None:
    """The noun phrase that ends at ``at`` without the ones it hangs on."""
    phrase = list(doc[left_edge(doc, at, floor, taken) : at + 1])
    return phrase if any(token.tag_ in NOUN for token in phrase) else None


def _skip_auxiliaries(doc: Doc, at: int, floor: int) -> int:
    auxiliary = words("measures", "auxiliary", "words")
    while at >= floor and (
        doc[at].tag_ in ("RB", "MD", "RBR", "RP") or doc[at].lower_ in auxiliary or doc[at].is_space
    ):
        at -= 1
    return at


def _region(doc: Doc, head: Token, verb: Token, floor: int, taken: set[int]) -> Phrase:
    """The subject from the left edge of its head to the verb, without clauses and inserts."""
    last = head.i
    while last + 1 < verb.i and last + 1 not in taken:
        token = doc[last + 1]
        if (
            token.text in (",", "(", "--", "—", ":")
            or token.tag_ in ("WDT", "WP", "WRB", "MD", "TO", "RB")
            or is_verb(doc, last + 1)
        ):
            break
        last += 1
    while last > head.i and (is_time_noun(doc[last].lower_) or doc[last].tag_ == "IN"):
        last -= 1
    edge = phrase_ending_at(doc, head.i, floor, taken)
    return edge + list(doc[head.i + 1 : last + 1]) if edge else list(doc[head.i : last + 1])
