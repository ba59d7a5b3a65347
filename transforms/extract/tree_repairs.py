"""Repairs of parses in turns of newswire that treebanks lack: the day between subject and verb, towns read as verbs.

"flew to Riga": a capitalised word behind "to" is read now and then as an infinitive; it is made the place again.

"Ministers on Monday imposed sanctions on nine people" is read now and then as a noun phrase, "imposed" as an adjective
of "sanctions". Where a sentence has no verb at its root, the word behind the day is made the verb again.
"""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from transforms.extract.source_repairs import part_source

_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_PARTICIPLES = frozenset({"JJ", "VBN", "VBD"})


def repair_trees(doc: Doc) -> None:
    """Mend such sentences in place: tags, heads and labels."""
    for sentence in [*doc.sents]:
        part_source(sentence)
        for word in sentence[2:]:
            if _is_lost_place(word):
                _mend_place(word)
            elif _is_second_subject(word):
                word.head, word.dep_ = word.nbor(-2), "conj"
        if sentence.root.pos_ not in ("NOUN", "PROPN"):
            continue
        for day in sentence[2:-1]:
            if day.lower_ in _DAYS and day.nbor(-1).lower_ == "on":
                verb = day.nbor(1)
                subject = _subject(day.nbor(-1), sentence.root)
                if subject is not None and _is_lost_verb(verb):
                    _mend(subject, day, verb)
                    break
        else:
            _give_verb(sentence)


def _is_lost_place(word: Token) -> bool:
    """True for "Riga" read as an infinitive; in a headline with capitals ("Minister Vows to Resign") it is one."""
    link, head = word.nbor(-1), word.head
    if not word.text.istitle() or link.lower_ != "to" or (link.head, link.dep_) != (word, "aux") or head.i >= link.i:
        return False
    if word.tag_ == "NNP":
        return head.pos_ == "VERB"
    return (
        word.tag_ == "VB"
        and head.pos_ == "VERB"
        and head.text.islower()
        and all(child.dep_ != "dobj" for child in word.children)
    )


def _is_second_subject(word: Token) -> bool:
    """True for "Benin" in "ministers from Togo and Benin signed", read as a subject beside the ministers."""
    link = word.nbor(-1)
    if word.pos_ != "PROPN" or word.dep_ != "nsubj" or link.lower_ != "and":
        return False
    before, first = link.nbor(-1), link.head
    is_inside = before.pos_ == "PROPN" and before.dep_ == "pobj" and first.is_ancestor(before)
    return is_inside and first.dep_ == "nsubj" and first.head == word.head and first.tag_ in ("NNS", "NNPS")


def _mend_place(place: Token) -> None:
    link, verb = place.nbor(-1), place.head
    place.tag_, place.pos_, link.tag_, link.pos_ = "NNP", "PROPN", "IN", "ADP"
    for child in [*place.children]:
        if child.i != link.i:
            child.head = verb
    link.head, link.dep_ = verb, "prep"
    place.head, place.dep_ = link, "pobj"
    place.lemma_ = place.text


def _subject(preposition: Token, root: Token) -> Token | None:
    """The root, if its phrase ends right before the preposition."""
    before = preposition.nbor(-1)
    return root if before == root or (root.is_ancestor(before) and before.pos_ in ("NOUN", "PROPN")) else None


def _is_lost_verb(word: Token) -> bool:
    """A participle read as the adjective of a noun behind it."""
    return word.tag_ in _PARTICIPLES and word.text.endswith("ed") and word.dep_ == "amod" and word.head.i > word.i


def _give_verb(sentence: Span) -> None:
    """ "Peru imposed sanctions on Mali." read as a noun phrase: a whole sentence without a verb has lost its own.

    Headlines have no full stop and may do without a verb; "US-backed rebels" has a hyphen.
    """
    words = [token for token in sentence if not token.is_space]
    if len(words) < 4 or words[-1].text != "." or any(w.pos_ in ("VERB", "AUX") and w.dep_ != "amod" for w in words):
        return
    verb = next((w for w in words[1:-2] if _is_lost_verb(w)), None)
    if verb is None or verb.nbor(-1).pos_ not in ("PROPN", "NOUN") or verb.nbor(-1).tag_ == "NN":
        return
    left, thing, subject = [w for w in words if w.i < verb.i], verb.head, verb.nbor(-1)
    if any(w.pos_ not in ("DET", "ADJ", "PROPN", "NOUN", "NUM", "PART", "CCONJ", "ADP") for w in left):
        return
    verb.tag_, verb.pos_ = "VBD", "VERB"
    verb.set_morph("Mood=Ind|Tense=Past|VerbForm=Fin")  # type: ignore[attr-defined]  # missing in the stubs
    verb.head, verb.dep_ = verb, "ROOT"
    for token in left:
        if token.i != subject.i and (token.head.i >= verb.i or token.head.i == token.i):
            token.head = subject
            token.dep_ = "compound" if token.dep_ == "ROOT" else token.dep_
    subject.head, subject.dep_ = verb, "nsubj"
    thing.head, thing.dep_ = verb, "dobj"
    for token in words:
        if token.i > verb.i and token.head.i < verb.i:
            token.head = verb


def _mend(subject: Token, day: Token, verb: Token) -> None:
    thing, preposition = verb.head, day.nbor(-1)
    verb.tag_, verb.pos_ = "VBD", "VERB"
    verb.set_morph("Mood=Ind|Tense=Past|VerbForm=Fin")  # type: ignore[attr-defined]  # missing in the stubs
    verb.head, verb.dep_ = verb, "ROOT"
    for token, head, label in (
        (subject, verb, "nsubj"), (thing, verb, "dobj"), (preposition, verb, "prep"), (day, preposition, "pobj"),
    ):  # fmt: skip
        token.head, token.dep_ = head, label
    for child in [*subject.rights]:
        if child.i > thing.i:
            child.head = verb
