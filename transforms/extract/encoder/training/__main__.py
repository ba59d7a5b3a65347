"""Trains the encoder anew and packs it: ``make train`` prepares the candidates and calls this.

python -m transforms.extract.encoder.training CANDIDATES.jsonl [--epochs N] [--seed N]

Learns from the ``train`` passages of tests/gold only; ``dev`` is left for thresholds and confidence, ``test`` for the
figures in MODEL_CARD.md.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from transforms.extract.encoder.labels import WEIGHTS
from transforms.extract.encoder.training.examples import part_of, read_examples, read_lines
from transforms.extract.encoder.training.export import export
from transforms.extract.encoder.training.learning import learn

GOLD = Path(__file__).parents[4] / "tests" / "gold"
THREADS, EPOCHS, SEED = 2, 14, 1


def main() -> None:
    """Train on two cores and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("candidates", type=Path)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--target", type=Path, default=WEIGHTS)
    given = parser.parse_args()
    torch.set_num_threads(THREADS)
    examples = [e for e in read_examples(GOLD, given.candidates) if part_of(e.passage) == "train"]
    met = {movement["mode"] for row in read_lines(GOLD / "gold.jsonl") for movement in row["movements"]}
    reader = learn(examples, (None, *sorted(met - {None})), given.epochs, given.seed, print)
    export(reader, given.target)


if __name__ == "__main__":
    main()
