"""The corpora of names as texts with offsets, varied anew in every round: what the head of names learns from.

python -m transforms.extract.encoder.training.named_texts CORPORA_DIR TARGET.jsonl

Runs in newsledger's own environment (extra ``train``); corpora, repairs and variations are those of ``model/``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from random import Random
from typing import Any

import spacy

from transforms.extract.model.training.cleaning import clean_names
from transforms.extract.model.training.names import ROUNDS, SHARES
from transforms.extract.model.training.passages import UNKNOWN, Passage, read_passages
from transforms.extract.model.training.rosters import Rosters
from transforms.extract.model.training.variation import Variator, name_spans

LONGEST = 300  # words; longer passages are pages of lists and transcripts


def describe(passage: Passage) -> dict[str, Any]:
    """Text, names as (first character, end, kind) and characters of which the corpus says nothing."""
    starts, text = [], ""
    for word, space in zip(passage.words, passage.spaces, strict=True):
        starts.append(len(text))
        text += word + " " * space
    ends = [start + len(word) for start, word in zip(starts, passage.words, strict=True)]
    unknown = [(starts[i], ends[i]) for i, tag in enumerate(passage.ents or []) if tag == UNKNOWN]
    names = [(starts[a], ends[b - 1], kind) for a, b, kind in name_spans(passage)]
    return {"text": text, "names": names, "unknown": unknown}


def main() -> None:
    """Write the texts of all rounds in random order."""
    folder, target = map(Path, sys.argv[1:3])
    nlp, draw = spacy.blank("en"), Random(0)
    variator = Variator(nlp.tokenizer, Rosters(), SHARES)
    rows = []
    for name, rounds in ROUNDS.items():
        passages = [clean_names(p) for p in read_passages(folder, name, nlp.vocab) if len(p.words) <= LONGEST]
        rows += [describe(variator.vary(p, draw)) for _ in range(rounds) for p in passages]
    draw.shuffle(rows)
    target.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
