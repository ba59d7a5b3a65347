"""Stage 1 of the recipe: tagger, morphologizer and parser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import spacy
from spacy.language import Language
from thinc.api import Config, fix_random_seed

from transforms.extract.model.training.learning import Stage, learn
from transforms.extract.model.training.passages import build_example, read_passages
from transforms.extract.model.training.rosters import Rosters
from transforms.extract.model.training.variation import Shares, Variator

CONFIG = Path(__file__).parents[1] / "syntax.cfg"
CORPORA = ("clear_ewt_train", "clear_ewt_dev", "clear_gum_train", "clear_gum_dev")
TREEBANKS = Stage(steps=7500, rate=0.001, batch_words=1000, shares=dict.fromkeys(CORPORA, 1.0))
SHARES = Shares(names=0.5, names_each=0.8, capitals=0.03, lower=0.01, title=0.03)


def train_syntax(folder: Path, report: Callable[[Language, int, float], None], stages: list[Stage]) -> Language:
    """Train the components of syntax.cfg on the treebanks in ``folder``."""
    fix_random_seed(0)
    nlp = spacy.util.load_model_from_config(Config().from_disk(CONFIG), auto_fill=True)
    corpora = {name: read_passages(folder, name, nlp.vocab) for name in CORPORA}
    variator = Variator(nlp.tokenizer, Rosters(), SHARES)
    rng = Random(0)
    sample = [variator.vary(p, rng) for passages in corpora.values() for p in passages]
    nlp.initialize(lambda: [build_example(p, nlp) for p in sample])
    for stage in stages:
        learn(nlp, corpora, variator, stage, lambda step, seconds: report(nlp, step, seconds))
    return nlp
