"""The training loop: seeded batches of varied passages, a learning rate that falls to nothing, averaged weights."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from spacy.language import Language
from spacy.pipeline import TrainablePipe
from thinc.api import Adam, Optimizer, fix_random_seed

from transforms.extract.model.training.passages import Passage, build_example
from transforms.extract.model.training.variation import Variator

LOG = logging.getLogger(__name__)
MAX_WORDS = 700  # longer passages (a few recipe pages and transcripts) would make a batch of their own


@dataclass(frozen=True)
class Stage:
    """One run of the loop; ``shares`` are corpus name -> how often its passages are drawn per round."""

    steps: int
    rate: float
    batch_words: int
    shares: dict[str, float]
    dropout: float = 0.2
    warmup: int = 100
    seed: int = 1


def draw_passages(corpora: dict[str, list[Passage]], stage: Stage, rng: Random) -> Iterator[Passage]:
    """Passages without end: every round takes ``share`` of each corpus, shuffled; a share may exceed one."""
    while True:
        drawn: list[Passage] = []
        for name, share in stage.shares.items():
            passages = corpora[name]
            drawn += passages * int(share) + rng.sample(passages, int(len(passages) * (share % 1)))
        rng.shuffle(drawn)
        yield from (p for p in drawn if len(p.words) <= MAX_WORDS)


def draw_batches(corpora: dict[str, list[Passage]], stage: Stage, rng: Random) -> Iterator[list[Passage]]:
    """Lists of passages of about ``batch_words`` words."""
    batch: list[Passage] = []
    words = 0
    for passage in draw_passages(corpora, stage, rng):
        batch.append(passage)
        words += len(passage.words)
        if words >= stage.batch_words:
            yield batch
            batch, words = [], 0


def build_optimizer() -> Optimizer:
    """Adam as spaCy sets it, with averaged weights: they score higher than the last ones and need no selection."""
    optimizer: Optimizer = Adam(
        0.001, beta1=0.9, beta2=0.999, eps=1e-8, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True
    )
    return optimizer


def learning_rate(step: int, stage: Stage) -> float:
    """Linear warm-up, then linear fall to a fiftieth."""
    return stage.rate * min(1.0, (step + 1) / stage.warmup) * max(0.02, 1 - step / stage.steps)


def keep_averages(nlp: Language, optimizer: Optimizer) -> None:
    """Make the averaged weights the pipeline's own."""
    averages = optimizer.averages or {}
    for _, component in nlp.pipeline:
        for node in component.model.walk() if isinstance(component, TrainablePipe) else ():
            for name in node.param_names:
                average = averages.get((node.id, name))
                if average is not None:
                    node.set_param(name, average.copy())


def learn(
    nlp: Language,
    corpora: dict[str, list[Passage]],
    variator: Variator,
    stage: Stage,
    report: Callable[[int, float], None],
    report_every: int = 500,
) -> None:
    """Run one stage and keep its averaged weights; ``report(step, seconds)`` is called with them in place."""
    fix_random_seed(stage.seed)
    optimizer, rng, began = build_optimizer(), Random(stage.seed), time.monotonic()
    for step, batch in enumerate(draw_batches(corpora, stage, rng)):
        optimizer.learn_rate = learning_rate(step, stage)
        try:
            nlp.update([build_example(variator.vary(p, rng), nlp) for p in batch], sgd=optimizer, drop=stage.dropout)
        except ValueError as error:  # E024: a drawn name was tokenised with its neighbour, no move leads to its label
            if "E024" not in str(error):
                raise
            LOG.warning("step %d: batch left out, a varied name cannot be reached by the parser's moves", step)
        is_last = step + 1 >= stage.steps
        if is_last or (step + 1) % report_every == 0:
            with nlp.use_params(optimizer.averages):
                report(step + 1, time.monotonic() - began)
        if is_last:
            keep_averages(nlp, optimizer)
            return
