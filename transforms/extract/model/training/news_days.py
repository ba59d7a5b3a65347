"""The day between subject and verb ("Ministers on Monday imposed sanctions"), which newswire has and treebanks lack."""

from __future__ import annotations

from random import Random

from transforms.extract.model.training.passages import Passage, Tree
from transforms.extract.model.training.tree_edits import insert_phrase

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CLAUSES = frozenset({"ROOT", "ccomp", "conj"})
_AUXILIARIES = frozenset({"aux", "auxpass"})


def add_day(passage: Passage, rng: Random) -> None:
    """Put "on Monday" or "Monday" before one verb of a passage with trees, where a noun phrase is its subject."""
    assert passage.tree is not None
    places = [(at, verb) for verb in range(len(passage.words)) if (at := _verb_group(passage, verb)) is not None]
    if not places:
        return
    at, verb = rng.choice(places)
    day = rng.choice(DAYS)
    if rng.random() < 0.7:
        words = ["on", day]
        tokens = [("IN", "ADP", "", "prep", verb + 2), ("NNP", "PROPN", "Number=Sing", "pobj", at)]
    else:
        words = [day]
        tokens = [("NNP", "PROPN", "Number=Sing", "npadvmod", verb + 1)]
    passage.words[at:at] = words
    passage.spaces[at:at] = [True] * len(words)
    insert_phrase(passage.tree, at, tokens)


def _verb_group(passage: Passage, verb: int) -> int | None:
    """Where the verb and its auxiliaries begin, if a noun phrase that is its subject ends right before; else None."""
    tree = passage.tree
    assert tree is not None
    if tree.pos[verb] != "VERB" or tree.deps[verb] not in _CLAUSES:
        return None
    at = verb
    while at > 0 and tree.heads[at - 1] == verb and tree.deps[at - 1] in _AUXILIARIES:
        at -= 1
    if at == 0 or tree.tags[at] not in ("VBD", "VBZ", "MD") or not passage.spaces[at - 1]:
        return None
    subject = _top_below(tree, at - 1, verb)
    is_noun = subject is not None and tree.deps[subject].startswith("nsubj") and tree.tags[subject].startswith("NN")
    return at if is_noun else None


def _top_below(tree: Tree, token: int, verb: int) -> int | None:
    """The token over ``token`` that hangs directly on the verb."""
    while tree.heads[token] != verb:
        if tree.heads[token] == token:
            return None
        token = tree.heads[token]
    return token
