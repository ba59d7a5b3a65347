"""Trains the encoder anew and packs it: ``make train`` prepares the candidates and calls this.

python -m transforms.extract.encoder.training CANDIDATES.jsonl NAMED.jsonl [--seed N]

Learns from the ``train`` passages of tests/gold only; ``dev`` is left for thresholds and confidence, ``test`` for the
figures in MODEL_CARD.md.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from transforms.extract.encoder.labels import WEIGHTS
from transforms.extract.encoder.training.examples import part_of, read_examples, read_lines, read_named
from transforms.extract.encoder.training.export import export
from transforms.extract.encoder.training.learning import Phase, Reader, learn

GOLD = Path(__file__).parents[4] / "tests" / "gold"
THREADS = 2
# Passages first; then every sentence alone as well, as headlines, captions and quotations stand.
PASSAGES = Phase(epochs=15, pace=1.0, batch=8, doubtful=0.0)
SENTENCES = Phase(epochs=3, pace=0.4, batch=16, doubtful=0.5)


def main() -> None:
    """Train on two cores and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("candidates", type=Path)
    parser.add_argument("named", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--target", type=Path, default=WEIGHTS)
    given = parser.parse_args()
    torch.set_num_threads(THREADS)
    passages, sentences = (
        [e for e in read_examples(GOLD, given.candidates, alone) if part_of(e.passage) == "train"]
        for alone in (False, True)
    )
    met = {movement["mode"] for row in read_lines(GOLD / "gold.jsonl") for movement in row["movements"]}
    torch.manual_seed(given.seed)
    reader = Reader((None, *sorted(met - {None})))
    named = list(read_named(given.named))
    learn(reader, passages, named, PASSAGES, given.seed, print)
    learn(reader, [*passages, *sentences], named, SENTENCES, given.seed, print)
    export(reader, given.target)


if __name__ == "__main__":
    main()
