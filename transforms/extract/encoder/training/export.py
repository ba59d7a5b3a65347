"""The trained network as three ONNX graphs: the encoder, the heads of anchors and the heads that look at names.

Matrices are stored as 8-bit integers with a scale for each column (for embeddings each row) and widened once, when a
session opens; all sums are made in single precision. So a window gets the same answers whatever is read beside it, and
processors differ in the last digits only.
"""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from transforms.extract.encoder import labels
from transforms.extract.encoder.training.learning import Reader
from transforms.extract.encoder.training.network import WIDTH

OPSET = 17
# matrices of fewer numbers stay as they are
SMALL = 5000


class _OneWindow(nn.Module):
    """The encoder for a batch of one, without a mask: every piece is there."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.encoder = reader.encoder

    def forward(self, ids: Tensor, cases: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        vectors, types, tags = self.encoder(ids[None], cases[None], torch.ones_like(ids[None]).bool())
        return vectors[0], types[0], tags[0]


class _Anchors(nn.Module):
    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.heads = reader.anchors

    def forward(self, x: Tensor, pieces: Tensor, kinds: Tensor, starts: Tensor) -> tuple[Tensor, ...]:
        got = self.heads(x, pieces, kinds, starts)
        return (got.modality, got.polarity, got.mode, got.number, got.statistic, got.direction, got.reality, got.roles)


def export(reader: Reader, folder: Path) -> None:
    """Write ``encoder.onnx``, ``anchors.onnx``, ``names.onnx`` and ``modes.json`` to ``folder``."""
    length = {0: "length"}
    x, one = torch.randn(20, WIDTH), torch.ones(2, 20) / 20
    anchors_in = (x, one, torch.tensor([0, 1]), torch.tensor([3, 5]))
    names_in = (x, one, torch.ones(3, 20) / 20, torch.zeros(2, 3, dtype=torch.long), torch.zeros(2, 3))
    anchor_outputs = ["modality", "polarity", "mode", "number", "statistic", "direction", "reality", "roles"]
    named: dict[str, Any] = {
        "encoder": (
            _OneWindow(reader), (torch.arange(20) + 100, torch.arange(20) % labels.CASES),
            {"ids": length, "cases": length}, ["vectors", "types", "tags"],
        ),
        "anchors": (
            _Anchors(reader), anchors_in,
            {"x": length, "pieces": {0: "anchors", 1: "length"}, "kinds": {0: "anchors"}, "starts": {0: "anchors"}},
            anchor_outputs,
        ),
        "names": (
            reader.names, names_in,
            {"x": length, "askers": {0: "askers", 1: "length"}, "names": {0: "names", 1: "length"},
             "gaps": {0: "askers", 1: "names"}, "inside": {0: "askers", 1: "names"}},
            ["sector", "owner", "origin", "target"],
        ),
    }  # fmt: skip
    for name, (module, inputs, axes, outputs) in named.items():
        _write(module.eval(), inputs, axes, outputs, folder / f"{name}.onnx")
    (folder / "modes.json").write_text(json.dumps(list(reader.modes)) + "\n", encoding="utf-8")


def _write(
    module: nn.Module, inputs: tuple[Tensor, ...], axes: dict[str, Any], outputs: list[str], target: Path
) -> None:
    with TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        torch.onnx.export(
            module, inputs, str(whole), input_names=list(axes), output_names=outputs, dynamic_axes=axes,
            opset_version=OPSET, dynamo=False,
        )  # fmt: skip
        onnx.save(shrink(onnx.load(str(whole))), str(target))


def shrink(model: onnx.ModelProto) -> onnx.ModelProto:
    """The graph with its large matrices as 8-bit integers, a cast and a product with their scales before their use."""
    graph = model.graph
    for stored in list(graph.initializer):
        weights = numpy_helper.to_array(stored)
        if weights.dtype != np.float32 or weights.ndim != 2 or weights.size < SMALL:
            continue
        is_embedding = any(node.op_type == "Gather" for node in graph.node if stored.name in node.input)
        scale = np.abs(weights).max(axis=1 if is_embedding else 0, keepdims=True) / 127
        scale[scale == 0] = 1
        name = stored.name
        graph.initializer.remove(stored)
        graph.initializer.append(numpy_helper.from_array(np.round(weights / scale).astype(np.int8), f"{name}_8bit"))
        graph.initializer.append(numpy_helper.from_array(scale, f"{name}_scale"))
        cast = helper.make_node("Cast", [f"{name}_8bit"], [f"{name}_cast"], to=TensorProto.FLOAT)
        widen = helper.make_node("Mul", [f"{name}_cast", f"{name}_scale"], [name])
        for node in (widen, cast):
            graph.node.insert(0, node)
    return model
