"""Stage 2 of the recipe: the name recogniser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import spacy
from spacy.language import Language
from thinc.api import Config, fix_random_seed

from transforms.extract.model.training.cleaning import clean_names
from transforms.extract.model.training.learning import Stage, learn
from transforms.extract.model.training.passages import build_example, read_passages
from transforms.extract.model.training.rosters import Rosters
from transforms.extract.model.training.variation import Shares, Variator

CONFIG = Path(__file__).parents[1] / "names.cfg"
CORPORA = (
    "ner_gmb_train",
    "ner_redocred",
    "ner_crossner_pol",
    "ner_wikigold",
    "ner_gum_train",
    "ner_gum_dev",
)
# First everything; then the hand-labelled corpora with a fifth of the Meaning Bank, whose labels are noisier.
EVERYTHING = Stage(steps=8000, rate=0.001, batch_words=1000, shares=dict.fromkeys(CORPORA, 1.0))
HAND_LABELLED = Stage(
    steps=1600, rate=0.0004, batch_words=1500, shares={**EVERYTHING.shares, "ner_gmb_train": 0.2}, seed=2
)
SHARES = Shares(names=0.5, dateline=0.04, habits=0.06, blank_lines=0.15, capitals=0.04, lower=0.02, title=0.04)


def train_names(folder: Path, report: Callable[[Language, int, float], None], stages: list[Stage]) -> Language:
    """Train the recogniser of names.cfg on all name corpora in ``folder``."""
    fix_random_seed(0)
    nlp = spacy.util.load_model_from_config(Config().from_disk(CONFIG), auto_fill=True)
    corpora = {name: [clean_names(p) for p in read_passages(folder, name, nlp.vocab)] for name in CORPORA}
    variator = Variator(nlp.tokenizer, Rosters(), SHARES)
    rng = Random(0)
    sample = [variator.vary(p, rng) for passages in corpora.values() for p in passages[:700]]
    nlp.initialize(lambda: [build_example(p, nlp) for p in sample])
    for stage in stages:
        learn(nlp, corpora, variator, stage, lambda step, seconds: report(nlp, step, seconds))
    return nlp
