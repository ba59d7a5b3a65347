"""Whether it was said: planned, possible, refused or denied saying, in the words of core.movements."""

from __future__ import annotations

from spacy.tokens import Token

from transforms.extract.movements.syntax import climb
from transforms.extract.statements.syntax import is_verb, lemma
from transforms.extract.statements.vocabulary import modality_of

# "going to say", "is expected to say": how far above a verb of saying the word that governs it may stand.
_DEPTH = 4


def read_modality(verb: Token) -> tuple[str, str]:
    """Modality and polarity of a saying: ("actual", "positive") unless its words say otherwise."""
    modality, polarity = "actual", "positive"
    for word in _cues(verb):
        found = modality_of(word)
        if found == "negative":
            polarity = "negative"
        elif found == "denied":
            modality, polarity = "denied", "negative"
        elif found is not None and modality == "actual":
            modality = found
    return modality, polarity


def _cues(verb: Token) -> list[str]:
    """The auxiliaries, negations and conjunctions of a verb, and the words that govern its infinitive."""
    found = _own_cues(verb)
    node = verb
    for above in climb(verb, _DEPTH):
        is_joined = node.dep_ == "conj" and not any(c.dep_ in ("nsubj", "nsubjpass", "aux") for c in node.children)
        if not (node.dep_ in ("xcomp", "pcomp", "prep") or is_joined) or above.pos_ in ("NOUN", "PROPN"):
            break
        if is_verb(above) or above.pos_ == "ADJ":
            found += [] if is_joined else [above.lower_ if above.lower_ == "going" else lemma(above)]
            found += _own_cues(above)
        node = above
    return found


def _own_cues(verb: Token) -> list[str]:
    labels = ("aux", "neg", "mark", "auxpass")
    found = [c.lower_ for c in verb.children if c.dep_ in labels and c.lower_ != "to"]
    found += [c.lower_ for c in verb.children if c.dep_ in ("advmod", "cc") and c.lower_ in ("never", "neither", "nor")]
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is not None:
        found += [c.lower_ for c in (subject, *subject.children) if c.lower_ in ("no", "nobody", "none", "neither")]
    return found
