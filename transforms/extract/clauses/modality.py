"""Whether what a verb reports was done: planned, possible, refused or denied, in the words of core.movements."""

from __future__ import annotations

from spacy.tokens import Token

from transforms.extract.clauses.syntax import climb, is_verb, lemma_of_saying
from transforms.extract.english.modality import MODAL_WORDS, Modality
from transforms.extract.text.labels import HELPERS, SUBJECTS

# "going to say", "is expected to say": how far above a verb the word that governs it may stand.
_DEPTH = 4
_HELPERS = HELPERS | {"mark"}


def read_modality(verb: Token) -> tuple[Modality, bool]:
    """Modality of what a verb reports, and whether it is negative; (ACTUAL, False) unless its words say otherwise."""
    modality, is_negative = Modality.ACTUAL, False
    for word in _cues(verb):
        found = MODAL_WORDS.modalities.get(word)
        if word in MODAL_WORDS.negation:
            is_negative = True
        elif found is Modality.DENIED:
            modality, is_negative = Modality.DENIED, True
        elif found is not None and modality is Modality.ACTUAL:
            modality = found
    return modality, is_negative


def _cues(verb: Token) -> list[str]:
    """The auxiliaries, negations and conjunctions of a verb, and the words that govern its infinitive."""
    found = _own_cues(verb)
    node = verb
    for above in climb(verb, _DEPTH):
        is_joined = node.dep_ == "conj" and not any(c.dep_ in (*SUBJECTS, "aux") for c in node.children)
        if not (node.dep_ in ("xcomp", "pcomp", "prep") or is_joined) or above.pos_ in ("NOUN", "PROPN"):
            break
        if is_verb(above) or above.pos_ == "ADJ":
            found += [] if is_joined else [_governing_word(above)]
            found += _own_cues(above)
        node = above
    return found


def _governing_word(above: Token) -> str:
    """The lemma of a governor; "going" stands for itself, for its lemma "go" plans nothing."""
    return "going" if above.lower_ == "going" else lemma_of_saying(above)


def _own_cues(verb: Token) -> list[str]:
    found = [c.lower_ for c in verb.children if c.dep_ in _HELPERS and c.lower_ != "to"]
    found += [
        c.lower_ for c in verb.children if c.dep_ in ("advmod", "cc") and c.lower_ in MODAL_WORDS.negation_of_verb
    ]
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if subject is not None:
        found += [c.lower_ for c in (subject, *subject.children) if c.lower_ in MODAL_WORDS.negation_of_subject]
    return found
