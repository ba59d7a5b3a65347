"""Newsroom habits the name corpora lack: datelines, "Cairo-based", titles before names. For passages without trees."""

from __future__ import annotations

from random import Random

from spacy.tokenizer import Tokenizer

from transforms.extract.model.training.passages import UNKNOWN, Passage
from transforms.extract.model.training.rosters import Rosters

Piece = tuple[str, str | None, bool]  # text, kind of name or None, whether a space follows


def insert_pieces(passage: Passage, at: int, pieces: list[Piece], tokenizer: Tokenizer) -> None:
    """Insert text before token ``at``; a piece with a kind is one name."""
    words: list[str] = []
    spaces: list[bool] = []
    ents: list[str] = []
    for text, kind, is_spaced in pieces:
        tokens = tokenizer(" ".join(text.split()))
        words += [t.text for t in tokens]
        spaces += [bool(t.whitespace_) for t in tokens[:-1]] + [is_spaced]
        ents += [f"B-{kind}"] + [f"I-{kind}"] * (len(tokens) - 1) if kind else ["O"] * len(tokens)
    passage.words[at:at] = words
    passage.spaces[at:at] = spaces
    assert passage.ents is not None
    passage.ents[at:at] = ents


def add_dateline(passage: Passage, tokenizer: Tokenizer, rosters: Rosters, rng: Random) -> None:
    """``CAIRO, 25 July (MENA) --`` before the passage, in the ways agencies write it."""
    place = rosters.draw_place(rng)
    parts = rosters.parts["dateline"]
    agency, day = rng.choice(parts["agencies"]), f"{rng.choice(parts['months'])} {rng.randint(1, 31)}"
    pieces: list[Piece] = [(place.upper() if rng.random() < 0.6 else place, "GPE", True)]
    if rng.random() < 0.5:
        pieces[0] = (*pieces[0][:2], False)
        pieces += [(",", None, True), (day, None, True)]
    if rng.random() < 0.5:
        pieces += [("(", None, False), (agency, "ORG", False), (")", None, True)]
    dash = rng.choice(("-", "--", "–", "—", ":"))
    pieces[-1] = (*pieces[-1][:2], dash != ":" and rng.random() < 0.85)
    insert_pieces(passage, 0, [*pieces, (dash, None, True)], tokenizer)


def add_title(passage: Passage, start: int, tokenizer: Tokenizer, rosters: Rosters, rng: Random) -> None:
    """A title before the person at ``start``, now and then with a place: ``Meghalaya Governor``."""
    before = passage.words[start - 1] if start else "."
    if before[0].isupper() or (start and not passage.spaces[start - 1] and before not in ('"', "“", "(")):
        return
    pieces: list[Piece] = [(rng.choice(rosters.parts["people"]["titles"]), None, True)]
    draw = rng.random()
    if draw < 0.1:
        pieces.insert(0, (rosters.draw_place(rng), "GPE", True))
    elif draw < 0.2:
        pieces.insert(0, (rosters.draw_people(rng), "NORP", True))
    elif draw < 0.25:
        pieces.insert(0, (rosters.draw_organization(rng), "ORG", True))
    insert_pieces(passage, start, pieces, tokenizer)


def add_hyphen(passage: Passage, start: int, end: int, tokenizer: Tokenizer, rosters: Rosters, rng: Random) -> None:
    """``Cairo officials`` -> ``Cairo-based officials``; ``Modi allies`` -> ``anti-Modi allies``."""
    assert passage.ents is not None
    ends_text = end >= len(passage.words) - 1
    if rng.random() < 0.6 and not ends_text and passage.spaces[end - 1] and passage.words[end].islower():
        if passage.ents[end] == UNKNOWN:
            return
        passage.spaces[end - 1] = False
        insert_pieces(passage, end, [(f"-{rng.choice(rosters.parts['people']['endings'])}", None, True)], tokenizer)
    elif start and passage.spaces[start - 1]:
        beginning = rng.choice(rosters.parts["people"]["beginnings"])
        insert_pieces(passage, start, [(beginning, None, False), ("-", None, False)], tokenizer)
