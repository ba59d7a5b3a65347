"""Trains, packs and scores the bundled model: the whole recipe in one command.

python -m transforms.extract.model.train CORPORA_DIR [--articles DIR] [--only-evaluate]

CORPORA_DIR holds the ``clear_*`` and ``ner_*`` DocBin files named in the model card; the latter only score names, which
the encoder reads. Training is seeded: the same corpora give the same weights.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from spacy.language import Language
from thinc.api import NumpyOps, set_current_ops

from transforms.extract.model.load import load_bundled
from transforms.extract.model.training.assembly import assemble
from transforms.extract.model.training.evaluation import evaluate
from transforms.extract.model.training.syntax import TREEBANKS, train_syntax
from transforms.extract.model.weights import PACKED, pack

app = typer.Typer(add_completion=False)

Corpora = Annotated[Path, typer.Argument(help="folder of the training corpora", exists=True, file_okay=False)]
Articles = Annotated[Path | None, typer.Option(help="labelled articles to score names on, never trained on")]
OnlyEvaluate = Annotated[bool, typer.Option("--only-evaluate", help="score the packed model, train nothing")]


def report_progress(nlp: Language, step: int, seconds: float) -> None:
    """One line every few hundred steps, so that a stuck run is seen."""
    typer.echo(f"{'+'.join(nlp.pipe_names)}: step {step}, {seconds:.0f} s")


def train_model(corpora: Path) -> None:
    """Syntax and lemmas, packed into the file that load_bundled reads."""
    # numpy's own matrix product is three times as fast as blis here, which is what spaCy takes by default
    set_current_ops(NumpyOps(use_blis=False))
    pack(assemble(train_syntax(corpora, report_progress, [TREEBANKS]), corpora))
    typer.echo(f"packed {PACKED} ({PACKED.stat().st_size / 1e6:.1f} MB)")


@app.command()
def main(corpora: Corpora, articles: Articles = None, only_evaluate: OnlyEvaluate = False) -> None:
    """Train the model, replace the packed weights and print the scores."""
    if not only_evaluate:
        train_model(corpora)
    typer.echo(json.dumps(evaluate(load_bundled(), corpora, articles), indent=2))


if __name__ == "__main__":
    app()
