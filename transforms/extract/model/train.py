"""Trains, packs and scores the bundled model: the whole recipe in one command.

python -m transforms.extract.model.train CORPORA_DIR [--articles DIR] [--only-evaluate]

CORPORA_DIR holds the ``clear_*`` and ``ner_*`` DocBin files named in the model card. Syntax and names are trained side
by side, one process and one core each; both are seeded, so the same corpora give the same weights.
"""

from __future__ import annotations

import json
import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import spacy
import typer
from spacy.language import Language
from thinc.api import NumpyOps, set_current_ops

from transforms.extract.model.load import load_bundled
from transforms.extract.model.training.assembly import assemble
from transforms.extract.model.training.evaluation import evaluate
from transforms.extract.model.training.names import EVERYTHING, HAND_LABELLED, train_names
from transforms.extract.model.training.syntax import TREEBANKS, train_syntax
from transforms.extract.model.weights import PACKED, pack

app = typer.Typer(add_completion=False)

Corpora = Annotated[Path, typer.Argument(help="folder of the training corpora", exists=True, file_okay=False)]
Articles = Annotated[Path | None, typer.Option(help="labelled articles to score names on, never trained on")]
OnlyEvaluate = Annotated[bool, typer.Option("--only-evaluate", help="score the packed model, train nothing")]


def report_progress(nlp: Language, step: int, seconds: float) -> None:
    """One line every few hundred steps, so that a stuck run is seen."""
    typer.echo(f"{'+'.join(nlp.pipe_names)}: step {step}, {seconds:.0f} s")


def train_syntax_stage(corpora: Path) -> Language:
    """Tagger, morphologizer and parser."""
    return train_syntax(corpora, report_progress, [TREEBANKS])


def train_names_stage(corpora: Path) -> Language:
    """The name recogniser."""
    return train_names(corpora, report_progress, [EVERYTHING, HAND_LABELLED])


def train_into(train_stage: Callable[[Path], Language], corpora: Path, folder: Path) -> Path:
    """Run one stage in this process and write its pipeline to ``folder``."""
    # numpy's own matrix product is three times as fast as blis here, which is what spaCy takes by default
    set_current_ops(NumpyOps(use_blis=False))
    train_stage(corpora).to_disk(folder)
    return folder


def train_model(corpora: Path) -> None:
    """Both stages side by side, joined and packed into the file that load_bundled reads."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # read by the workers' numpy: a core for each stage
    with TemporaryDirectory() as folder, ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        stages = {"syntax": train_syntax_stage, "names": train_names_stage}
        runs = [pool.submit(train_into, train, corpora, Path(folder, name)) for name, train in stages.items()]
        syntax, names = (spacy.load(run.result()) for run in runs)
    pack(assemble(syntax, names, corpora))
    typer.echo(f"packed {PACKED} ({PACKED.stat().st_size / 1e6:.1f} MB)")


@app.command()
def main(corpora: Corpora, articles: Articles = None, only_evaluate: OnlyEvaluate = False) -> None:
    """Train the model, replace the packed weights and print the scores."""
    if not only_evaluate:
        train_model(corpora)
    typer.echo(json.dumps(evaluate(load_bundled(), corpora, articles), indent=2))


if __name__ == "__main__":
    app()
