"""Fine-tuning: one loss for each head, summed; AdamW with a linear warm-up and decay; every draw from one seed."""

from __future__ import annotations

import math
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from transforms.extract.encoder import labels
from transforms.extract.encoder.training.examples import IGNORED, Example, Labelled, NamedText
from transforms.extract.encoder.training.network import AnchorHeads, Encoder, NameHeads, load_pretrained

ENCODER_RATE, HEAD_RATE, DECAY, WARM_UP = 1.5e-4, 1e-3, 0.01, 0.1
# share of pieces hidden from the encoder while it learns, so that it does not know a trigger by its word alone
HIDDEN, MASK_ID, FIRST_WORD_ID = 0.12, 103, 104
# texts of names are short and ask one question only: more of them in a batch
NAMED_TIMES = 4
# a piece that is no trigger counts a little less than one that is
NO_TRIGGER = 0.6
SHARES = {
    "types": 2.0, "names": 1.5, "roles": 1.0, "modality": 0.5, "polarity": 0.5, "mode": 0.4, "owner": 0.7,
    "sector": 0.4, "origin": 0.3, "target": 0.3, "number": 0.4, "statistic": 0.3, "direction": 0.3, "reality": 0.3,
}  # fmt: skip


class Reader(nn.Module):
    """The encoder with all its heads."""

    def __init__(self, modes: tuple[str | None, ...]) -> None:
        super().__init__()
        self.modes = modes
        self.encoder: Encoder = load_pretrained()
        self.anchors, self.names = AnchorHeads(len(modes)), NameHeads()

    def encode(self, batch: Sequence[Example | NamedText]) -> tuple[Tensor, Tensor, Tensor]:
        """Vectors, type scores and tag scores of a batch of windows."""
        length = max(example.window.length for example in batch)
        ids, cases = torch.zeros(2, len(batch), length, dtype=torch.long)
        for i, example in enumerate(batch):
            ids[i, : example.window.length] = torch.tensor(example.window.ids)
            cases[i, : example.window.length] = torch.tensor(example.window.cases)
        is_piece = ids > 0
        if self.training:
            hidden = (torch.rand(ids.shape) < HIDDEN) & (ids >= FIRST_WORD_ID)
            ids = ids.masked_fill(hidden, MASK_ID)
        with torch.autocast("cpu", torch.bfloat16):
            vectors, types, tags = self.encoder(ids, cases, is_piece)
        return vectors.float(), types.float(), tags.float()


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of training: ``pace`` scales the learning rates, ``batch`` counts windows, ``doubtful`` weighs words of
    acts that not every reader lists as no triggers (0 leaves them out)."""

    epochs: int
    pace: float
    batch: int
    doubtful: float


def learn(
    reader: Reader,
    examples: list[Example],
    named: list[NamedText],
    phase: Phase,
    seed: int,
    tell: Callable[[str], None],
) -> None:
    """Train ``reader`` on ``examples``, and on an equal part of ``named`` in every epoch; ``tell`` gets one line an
    epoch."""
    torch.manual_seed(seed)
    draw = random.Random(seed)
    epochs, pace = phase.epochs, phase.pace
    heads = [*reader.anchors.parameters(), *reader.names.parameters()]
    heads += [*reader.encoder.types.parameters(), *reader.encoder.tags.parameters()]
    taken = {id(p) for p in heads}
    body = [p for p in reader.parameters() if id(p) not in taken]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": pace * ENCODER_RATE}, {"params": heads, "lr": pace * HEAD_RATE}],
        weight_decay=DECAY,
        fused=True,
    )
    parts = [named[epoch::epochs] for epoch in range(epochs)]
    many = NAMED_TIMES * phase.batch
    steps = sum(math.ceil(len(examples) / phase.batch) + math.ceil(len(part) / many) for part in parts)
    begun = time.monotonic()
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda k: min(1.0, k / (WARM_UP * steps)) * max(0.0, 1 - k / steps)
    )
    for epoch in range(1, epochs + 1):
        reader.train()
        lost: Counter[str] = Counter()
        batches = [*_batches(examples, phase.batch, draw), *_batches(parts[epoch - 1], many, draw)]
        draw.shuffle(batches)
        for batch in batches:
            losses = _losses(reader, batch, phase.doubtful)
            optimizer.zero_grad()
            total = torch.stack([SHARES[name] * loss for name, loss in losses.items()]).sum()
            total.backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            for name, loss in losses.items():
                lost[name] += loss.item() * len(batch) / max(1, len(parts[epoch - 1] if name == "names" else examples))
        told = ", ".join(f"{name} {loss:.3f}" for name, loss in lost.items())
        tell(f"epoch {epoch} of {epochs}, {time.monotonic() - begun:.0f} s: {told}")
    reader.eval()


def _batches(
    examples: Sequence[Example] | Sequence[NamedText], size: int, draw: random.Random
) -> Iterator[list[Example | NamedText]]:
    """Windows of like length together."""
    order = sorted(range(len(examples)), key=lambda i: examples[i].window.length + draw.random() * 40)
    for k in range(0, len(order), size):
        yield [examples[i] for i in order[k : k + size]]


def _losses(reader: Reader, batch: list[Example | NamedText], doubtful: float) -> dict[str, Tensor]:
    vectors, types, tags = reader.encode(batch)
    if isinstance(batch[0], NamedText):
        return {"names": _name_loss(tags, [text for text in batch if isinstance(text, NamedText)])}
    acts = [example for example in batch if isinstance(example, Example)]
    return _act_losses(reader, acts, vectors, types, doubtful)


def _name_loss(tags: Tensor, batch: list[NamedText]) -> Tensor:
    """Cross-entropy over the words whose tag the corpus tells."""
    target = torch.full(tags.shape[:2], IGNORED)
    for i, text in enumerate(batch):
        target[i, : text.window.length] = torch.tensor(text.tags)
    return functional.cross_entropy(tags.flatten(0, 1), target.flatten(), ignore_index=IGNORED)


def _act_losses(
    reader: Reader, batch: list[Example], vectors: Tensor, types: Tensor, doubtful: float
) -> dict[str, Tensor]:
    gathered: dict[str, list[Tensor]] = {"types": [_type_loss(types, batch, doubtful)]}

    def add(name: str, loss: Tensor) -> None:
        gathered.setdefault(name, []).append(loss)

    for i, example in enumerate(batch):
        x = vectors[i, : example.window.length]
        _ask_anchors(reader, example, x, add)
        _ask_names(reader, example, x, add)
    return {name: torch.cat([loss.reshape(-1) for loss in losses]).mean() for name, losses in gathered.items()}


def _type_loss(types: Tensor, batch: list[Example], doubtful: float) -> Tensor:
    """Cross-entropy over the words of the windows, weighed by word."""
    target = torch.full(types.shape[:2], IGNORED)
    weight = torch.ones(types.shape[:2])
    for i, example in enumerate(batch):
        target[i, : example.window.length] = torch.tensor(example.types)
        weight[i, list(example.doubtful)] = doubtful / NO_TRIGGER
    weight = weight * torch.where(target == 0, NO_TRIGGER, 1.0) * (target != IGNORED)
    loss = functional.cross_entropy(types.flatten(0, 1), target.flatten(), ignore_index=IGNORED, reduction="none")
    return (loss * weight.flatten()).sum() / weight.sum()


def averaging(pieces: list[list[int]], length: int) -> Tensor:
    """(spans, length) with rows that sum to one over the pieces of each span."""
    rows = torch.zeros(len(pieces), length)
    for n, span in enumerate(pieces):
        rows[n, span] = 1 / len(span)
    return rows


def _ask_anchors(reader: Reader, example: Example, x: Tensor, add: Callable[[str, Tensor], None]) -> None:
    anchors = [*example.movements, *example.figures]
    if not anchors:
        return
    kinds = [0] * len(example.movements) + [1] * len(example.figures)
    got = reader.anchors(
        x,
        averaging([a.pieces for a in anchors], len(x)),
        torch.tensor(kinds),
        torch.tensor([a.pieces[0] for a in anchors]),
    )
    one = functional.cross_entropy
    for n, (anchor, kind) in enumerate(zip(anchors, kinds, strict=True)):
        gold = anchor.gold

        def ask(name: str, scores: Tensor, choices: tuple[str | None, ...], told: str | None) -> None:
            add(name, one(scores, torch.tensor(choices.index(told))))

        if kind == 0:
            ask("modality", got.modality[n], labels.MODALITIES, gold["modality"])
            ask("polarity", got.polarity[n], labels.POLARITIES, gold["polarity"])
            ask("mode", got.mode[n], reader.modes, gold["mode"])
            add("roles", _role_loss(got.roles[n], anchor, example, labels.MOVEMENT_ROLES))
            continue
        weight = "none" if gold.get("none") else "minor" if gold.get("minor") else "figure"
        ask("number", got.number[n], labels.WEIGHTS_OF_NUMBERS, weight)
        if weight != "none":
            ask("statistic", got.statistic[n], labels.STATISTICS, gold["statistic"])
            ask("direction", got.direction[n], labels.DIRECTIONS, gold["direction"])
            ask("reality", got.reality[n], labels.REALITIES, gold["reality"])
            add("roles", _role_loss(got.roles[n], anchor, example, labels.FIGURE_ROLES))


def _role_loss(scores: Tensor, anchor: Labelled, example: Example, roles: tuple[str, ...]) -> Tensor:
    """Binary cross-entropy over the words a role may take, a quarter of the sum."""
    asked, target = torch.zeros_like(scores), torch.zeros_like(scores)
    first = torch.tensor(example.window.is_first, dtype=torch.float)
    for role in roles:
        if role not in anchor.unsure:
            low, _, high = (1, 1, len(first) - 1) if role in labels.WIDE_ROLES else anchor.scope
            asked[low:high, labels.ROLES.index(role)] = first[low:high]
    for role, pieces in anchor.roles:
        target[pieces, labels.ROLES.index(role)] = 1
    return (functional.binary_cross_entropy_with_logits(scores, target, reduction="none") * asked).sum() / 4


def pointer_inputs(
    askers: list[list[int]], names: list[list[int]], length: int
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Askers, names, the gaps between their first pieces, and which name lies in which asker."""
    gaps = torch.tensor([[name[0] - asker[0] for name in names] for asker in askers])
    inside = torch.tensor(
        [[float(asker[0] <= name[0] and name[-1] <= asker[-1]) for name in names] for asker in askers]
    )
    return averaging(askers, length), averaging(names, length), gaps, inside


def _ask_names(reader: Reader, example: Example, x: Tensor, add: Callable[[str, Tensor], None]) -> None:
    sides = [side for movement in example.movements for side in movement.sides]
    figures = [figure for figure in example.figures if not figure.gold.get("none")]
    # with no name in the window a phrase can still be nobody's: the window's first piece stands for "no name"
    names = example.mentions or [([0], "")]
    askers = [pieces for pieces, _ in sides] + [figure.pieces for figure in figures]
    if not askers:
        return
    sectors, owners, origins, targets = reader.names(
        x, *pointer_inputs(askers, [pieces for pieces, _ in names], len(x))
    )

    def point(name: str, scores: Tensor, others: tuple[str | None, ...], code: str | None) -> None:
        right = [others.index(code)] if code in others else []
        right += [len(others) + m for m, (_, named) in enumerate(names) if named == code]
        right = right or [0] * example.is_alone
        if right:
            add(name, scores.logsumexp(0) - scores[right].logsumexp(0))

    for n, (_, party) in enumerate(sides):
        add("sector", functional.cross_entropy(sectors[n], torch.tensor(labels.SECTORS.index(party["sector"]))))
        point("owner", owners[n], labels.OWNERS, party["country"])
    for n, figure in enumerate(figures, len(sides)):
        point("origin", origins[n], (None,), figure.gold["from"])
        point("target", targets[n], (None,), figure.gold["to"])
