"""Noun phrases and subjects by part of speech, with the parse as a witness.

News cut into pieces and headlines parse badly; tags hold up better. A phrase is a list of parsed tokens in text order.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc, Token

from transforms.extract.metrics.vocabulary import words

NOUN = frozenset(["NN", "NNS", "NNP", "NNPS"])
_INSIDE = NOUN | {"JJ", "JJR", "JJS", "CD", "POS", "DT", "PRP$", "$", "HYPH", "RBS", "AFX", "FW", "PDT", "ADD", "GW"}
_OPENERS = frozenset(["DT", "PRP$", "JJ", "IN", "CD", "POS", "HYPH", "RB", "NN", "VBD", "VB"])
_PRONOUN = frozenset(["PRP", "EX"])

Phrase = list[Token]


def is_time_noun(lower: str) -> bool:
    """A word that dates a figure and measures nothing: "season", "Monday"."""
    return lower in words("measures", "time", "words")


@cache
def _change_forms() -> frozenset[str]:
    return words("changes", "form", "up") | words("changes", "form", "down") | words("changes", "form", "open")


def is_verb(doc: Doc, at: int) -> bool:
    """A verb by its tag, or a change verb that was taken for a noun right before a figure ("Nasdaq slid 1.1%")."""
    tag = doc[at].tag_
    if doc[at].ent_type_ and doc[at].text[0].isupper():
        return False  # part of a name: "Yanan Bicon Pharmaceutical Listed"
    if tag.startswith("VB"):
        return not is_adjectival(doc, at)
    if tag in ("NN", "NNS", "NNP", "JJ", "RB", "IN") and doc[at].lower_ in _change_forms():
        following = doc[at + 1] if at + 1 < len(doc) else None
        return following is not None and (
            following.tag_ in ("CD", "$") or following.lower_ in ("by", "to", "from", "about")
        )
    return False


def is_adjectival(doc: Doc, at: int) -> bool:
    """A participle inside of a noun phrase: "the combined sales", "a reported range"."""
    token = doc[at]
    if token.tag_ not in ("VBN", "VBG", "VBD") or at + 1 >= len(doc) or not at:
        return False
    following, before = doc[at + 1], doc[at - 1]
    tied = (before.text == "-" and not before.whitespace_) or (following.text == "-" and not token.whitespace_)
    if token.tag_ == "VBD":
        return tied or (following.tag_ in NOUN | {"CD"} and before.tag_ in ("DT", "PRP$"))
    return (
        tied
        or (following.tag_ in NOUN | {"CD", "JJ"} and before.tag_ in ("DT", "PRP$", "JJ", "POS", "HYPH"))
        or (following.tag_ in NOUN and before.tag_ == "IN" and token.tag_ == "VBN")
    )


def phrase_ending_at(doc: Doc, at: int, floor: int, taken: set[int]) -> Phrase:
    """The noun phrase that ends at ``at``, with the ones it hangs on by a preposition; never left of ``floor``."""
    first = _left_edge(doc, at, floor, taken)
    phrase = list(doc[first : at + 1])
    if not any(token.tag_ in NOUN for token in phrase):
        return []
    link = first - 1
    if link - 1 >= floor and doc[link].lower_ in words("measures", "link", "left") and link - 1 not in taken:
        governor = doc[link - 1]
        if governor.tag_ in NOUN and not is_time_noun(governor.lower_):
            return phrase_ending_at(doc, link - 1, floor, taken) + phrase
    return phrase


def _left_edge(doc: Doc, at: int, floor: int, taken: set[int]) -> int:
    first = at
    while first - 1 >= floor and first - 1 not in taken:
        if doc[first].tag_ in ("DT", "PRP$", "PDT") or not _continues_left(doc, first - 1, floor):
            break
        first -= 1
    while first < at and ((doc[first].tag_ == "CD" and len(doc[first]) == 4) or doc[first].tag_ in ("CC", "HYPH")):
        first += 1  # a year before the phrase: "Between 1600 and 1900 world temperatures"
    return first


def _continues_left(doc: Doc, at: int, floor: int) -> bool:
    token, right = doc[at], doc[at + 1]
    if token.is_space:
        return True
    if not token.whitespace_ and ("-" in (token.text, right.text) or token.text in "&/"):
        return True
    if is_verb(doc, at):
        return False
    if token.tag_ in _INSIDE:
        new_phrase = token.tag_ in NOUN and (
            right.tag_ in ("DT", "PRP$", "PDT", "JJ", "JJS") and right.text[0].islower()
        )
        return not new_phrase and not (token.tag_ in NOUN and is_time_noun(token.lower_))
    if token.text in ("&", "/"):
        return True
    if is_adjectival(doc, at):
        return True
    if token.tag_ in ("VBN", "VBG") and right.tag_ in NOUN | {"JJ"}:
        return at == floor or doc[at - 1].tag_ in _OPENERS
    if token.tag_ == "CC" and token.lower_ in ("and", "&") and at - 1 >= floor:
        return doc[at - 1].tag_ in NOUN and right.tag_ in _INSIDE - {"CD", "DT"}
    return False


def phrase_starting_at(doc: Doc, at: int, ceiling: int, taken: set[int], links: str = "of") -> Phrase:
    """The noun phrase that begins at ``at`` (determiners included) and the ones that ``links`` tie to it."""
    end = at
    while end < ceiling and end not in taken and _continues_right(doc, at, end, ceiling, taken):
        end += 1
    if end < ceiling and end in taken and all(t.tag_ in ("DT", "PRP$") for t in doc[at:end]):
        while end < ceiling and (end in taken or doc[end].text == "-"):
            end += 1  # "for an [8.5 kW] system"
        return phrase_starting_at(doc, end, ceiling, taken, links) if end < ceiling and end - at < 6 else []
    phrase = list(doc[at:end])
    while phrase and phrase[-1].tag_ not in NOUN | {"CD"}:
        phrase.pop()
    nouns = [token for token in phrase if token.tag_ in NOUN]
    if not nouns:
        return []
    if end + 1 < ceiling and end not in taken and doc[end].lower_ in words("measures", "link", links):
        more = phrase_starting_at(doc, end + 1, ceiling, taken, links)
        if more and not is_time_noun(more[-1].lower_):
            return phrase + more
    return phrase


def _continues_right(doc: Doc, start: int, at: int, ceiling: int, taken: set[int]) -> bool:
    token = doc[at]
    before = doc[at - 1] if at > start else None
    if token.is_space:
        return True
    if (
        before is not None
        and not before.whitespace_
        and ("-" in (token.text, before.text) or "/" in (token.text, before.text))
    ):
        return True
    if token.text in ("&", "/"):
        return True
    if (
        before is not None
        and before.tag_ in NOUN
        and (
            token.tag_ in ("DT", "PRP$", "$", "PDT", "JJR")
            or (is_time_noun(token.lower_) and not is_time_noun(before.lower_))
        )
    ):
        return False
    if token.tag_ in _INSIDE:
        return True
    if token.tag_ in ("VBN", "VBG"):
        return at + 1 < ceiling and doc[at + 1].tag_ in NOUN | {"JJ"} and (before is None or before.tag_ not in NOUN)
    if token.tag_ == "CC" and before is not None and before.tag_ in NOUN:
        return _is_noun_ahead(doc, at + 1, ceiling, taken)
    return token.tag_ == "RB" and at == start


def _is_noun_ahead(doc: Doc, at: int, ceiling: int, taken: set[int]) -> bool:
    """Whether a noun phrase without verb begins here: "people and families", not "rose and fell"."""
    for token in doc[at : min(at + 4, ceiling)]:
        if token.i in taken or token.tag_ in ("CD", "DT", "PRP$", "$"):
            return False
        if token.tag_ in NOUN:
            follow = doc[token.i + 1] if token.i + 1 < ceiling else None
            return follow is None or not follow.tag_.startswith(("VB", "MD"))
        if token.tag_ not in _INSIDE:
            return False
    return False


def verb_before(doc: Doc, at: int, floor: int) -> Token | None:
    """The nearest verb left of ``at`` in the same clause."""
    for here in range(at - 1, floor - 1, -1):
        token = doc[here]
        if token.text in (";", ":") or token.lower_ in ("while", "whereas", "although"):
            return None
        if is_verb(doc, here):
            return token
    return None


def subject_of(verb: Token, floor: int, taken: set[int], depth: int = 0) -> Phrase | None:
    """The subject of ``verb`` as a phrase, ``None`` when there is none or only a pronoun."""
    doc = verb.doc
    if depth > 5:
        return None
    here = _skip_auxiliaries(doc, verb.i - 1, floor)
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
    phrase = list(doc[_left_edge(doc, at, floor, taken) : at + 1])
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
