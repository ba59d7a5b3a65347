"""The network at work: one window in, plain arrays out. ONNX Runtime on one core, one window at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime

from transforms.extract.encoder.labels import WEIGHTS

Array = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Answers:
    """Probabilities for anchors: a row each; ``roles`` is (anchors, length, roles), each a probability of its own."""

    modality: Array
    polarity: Array
    mode: Array
    number: Array
    statistic: Array
    direction: Array
    reality: Array
    roles: Array


@dataclass(frozen=True, slots=True)
class NameAnswers:
    """Probabilities for phrases and numbers, a row each: of sectors, of owners (``labels.OWNERS``, then the names), and
    of the names a flow comes from and goes to (none, then the names)."""

    sector: Array
    owner: Array
    origin: Array
    target: Array


@cache
def _session(name: str) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(WEIGHTS / f"{name}.onnx"), options, providers=["CPUExecutionProvider"])


def _run(name: str, **inputs: Any) -> list[Array]:
    return list(_session(name).run(None, inputs))


def encode(ids: Sequence[int], cases: Sequence[int]) -> tuple[Array, Array, Array]:
    """Vectors (length, width), probabilities of trigger types (length, 1 + types; the first is none) and of tags of
    names (length, tags)."""
    vectors, types, tags = _run("encoder", ids=np.array(ids, np.int64), cases=np.array(cases, np.int64))
    return vectors, _softmax(types), _softmax(tags)


def ask_anchors(vectors: Array, anchors: Sequence[tuple[int, list[int]]]) -> Answers:
    """``anchors`` are (0 for a trigger or 1 for a number, its pieces)."""
    got = _run(
        "anchors",
        x=vectors,
        pieces=_averaging([pieces for _, pieces in anchors], len(vectors)),
        kinds=np.array([kind for kind, _ in anchors], np.int64),
        starts=np.array([pieces[0] for _, pieces in anchors], np.int64),
    )
    modality, polarity, mode, number, statistic, direction, reality = map(_softmax, got[:-1])
    return Answers(modality, polarity, mode, number, statistic, direction, reality, _sigmoid(got[-1]))


def ask_names(vectors: Array, askers: Sequence[list[int]], names: Sequence[list[int]]) -> NameAnswers:
    """What phrases and numbers, ``askers``, have to do with the ``names`` of the window; both as lists of pieces."""
    # with no name in the window its first piece means "no name"
    names = names or [[0]]
    gaps = np.array([[name[0] - asker[0] for name in names] for asker in askers], np.int64)
    inside = np.array(
        [[asker[0] <= name[0] and name[-1] <= asker[-1] for name in names] for asker in askers], np.float32
    )
    length = len(vectors)
    got = _run(
        "names", x=vectors, askers=_averaging(askers, length), names=_averaging(names, length), gaps=gaps, inside=inside
    )
    return NameAnswers(*map(_softmax, got))


def _averaging(spans: Sequence[list[int]], length: int) -> Array:
    rows = np.zeros((len(spans), length), np.float32)
    for n, pieces in enumerate(spans):
        rows[n, pieces] = 1 / len(pieces)
    return rows


def _softmax(scores: Array) -> Array:
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(powers / powers.sum(-1, keepdims=True), np.float32)


def _sigmoid(scores: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-np.clip(scores, -60, 60))), np.float32)
