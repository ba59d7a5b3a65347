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

Phrase = list[Token]


def is_time_noun(lower: str) -> bool:
    """A word that dates a figure and measures nothing: "season", "Monday"."""
    return lower in words("surroundings", "time", "words")


def changing_verb(doc: Doc, at: int, floor: int) -> Token | None:
    """The verb of change whose object ends at ``at``, also where a tagger took it for a noun: "Poland cut imports"."""
    for here in range(at, floor, -1):
        token = doc[here]
        if token.tag_ in ("IN", "TO", "MD", "CC", "DT") or token.is_punct:
            return None
        if here < at and {token.lower_, token.lemma_.lower()} & _verbs_of_change():
            is_named = doc[here - 1].is_title and doc[here - 1].tag_ == "JJ"  # "Peru trims", taken for an adjective
            return token if is_named or doc[here - 1].tag_ in NOUN | {"PRP", "MD", "RB", "TO"} else None
    return None


@cache
def _verbs_of_change() -> frozenset[str]:
    return words("changes", "up", "verbs") | words("changes", "down", "verbs")


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
            following.tag_ in ("CD", "$")
            or following.lower_ in ("by", "to", "from", "about")
            or following.lower_.endswith("fold")
        )
    return tag in NOUN and _has_measured_object(doc, at)


def _has_measured_object(doc: Doc, at: int) -> bool:
    """True for the "cut" of "Poland cut coal imports by a quarter", taken for a noun."""
    if not at or not {doc[at].lower_, doc[at].lemma_.lower()} & _verbs_of_change():
        return False
    by = next((token.i for token in doc[at + 2 : at + 9] if token.lower_ == "by"), None)
    verb = changing_verb(doc, by - 1, at - 1) if by is not None else None
    return verb is not None and verb.i == at


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
    first = left_edge(doc, at, floor, taken)
    phrase = list(doc[first : at + 1])
    if not any(token.tag_ in NOUN for token in phrase):
        return []
    link = first - 1
    if link - 1 >= floor and doc[link].lower_ in words("surroundings", "link", "left") and link - 1 not in taken:
        governor = doc[link - 1]
        if governor.tag_ in NOUN and not is_time_noun(governor.lower_):
            return phrase_ending_at(doc, link - 1, floor, taken) + phrase
    return phrase


def left_edge(doc: Doc, at: int, floor: int, taken: set[int]) -> int:
    """The first token of the noun phrase that ends at ``at``."""
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
    if end + 1 < ceiling and end not in taken and doc[end].lower_ in words("surroundings", "link", links):
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
