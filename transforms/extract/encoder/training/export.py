"""The trained network as three ONNX graphs: the encoder, the heads of anchors and the heads that look at names.

Matrix products and embeddings are stored as 8-bit integers; activations are quantised as they come, over one window
at a time, so that a window gets the same answers whatever is read beside it.
"""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from transforms.extract.encoder.training.learning import Reader
from transforms.extract.encoder.training.network import WIDTH

OPSET = 17


class _OneWindow(nn.Module):
    """The encoder for a batch of one, without a mask: every piece is there."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.encoder = reader.encoder

    def forward(self, ids: Tensor) -> tuple[Tensor, Tensor]:
        vectors, types = self.encoder(ids[None], torch.ones_like(ids[None]).bool())
        return vectors[0], types[0]


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
        "encoder": (_OneWindow(reader), (torch.arange(20) + 100,), {"ids": length}, ["vectors", "types"]),
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
        quantize_dynamic(whole, target, weight_type=QuantType.QInt8, per_channel=True)
