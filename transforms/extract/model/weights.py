"""The packed model file: spaCy's own bytes with half-precision weights and without the training vocabulary.

Half precision halves the repository; widened on load, it gives the same analysis for all but a few tokens in ten
thousand. The training vocabulary is dropped because every feature is a hash: strings are needed for labels only.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import numpy
import spacy
import srsly  # type: ignore[import-untyped]
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from thinc.api import Config, NumpyOps

PACKED = Path(__file__).parent / "weights" / "newsledger_en.msgpack.gz"
SHIPPED_APART = ["vocab", "meta", "config"]
HALVED = (numpy.dtype("float32"), numpy.dtype("float16"))


def cast_floats(value: Any, source: numpy.dtype[Any], target: numpy.dtype[Any]) -> Any:
    """Every array of dtype ``source`` in a nested structure as ``target``; other values unchanged."""
    if isinstance(value, dict):
        return {key: cast_floats(item, source, target) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [cast_floats(item, source, target) for item in value]
    if isinstance(value, numpy.ndarray) and value.dtype == source:
        return value.astype(target)
    return value


def recode_model(model: bytes, source: numpy.dtype[Any], target: numpy.dtype[Any]) -> bytes:
    """thinc's bytes of one network with its float arrays in another precision."""
    return bytes(srsly.msgpack_dumps(cast_floats(srsly.msgpack_loads(model), source, target)))


def recode_components(parts: dict[str, Any], source: numpy.dtype[Any], target: numpy.dtype[Any]) -> dict[str, Any]:
    """The parts of ``nlp.to_bytes()`` with the networks of all components in another precision."""
    recoded: dict[str, Any] = {}
    for name, part in parts.items():
        fields = srsly.msgpack_loads(part)
        if "model" in fields:
            fields["model"] = recode_model(fields["model"], source, target)
            part = srsly.msgpack_dumps(fields)
        recoded[name] = part
    return recoded


def label_strings(nlp: Language) -> list[str]:
    """The strings that analyses refer to: labels of all components, and tags, features and lemma tables' keys."""
    strings: set[str] = set()
    for name in nlp.pipe_names:
        for label in getattr(nlp.get_pipe(name), "labels", ()):
            strings.update((label, label.split("-", 1)[-1]))
    return sorted(strings)


def pack(nlp: Language, path: Path = PACKED) -> None:
    """Write the pipeline to one file, the same bytes for the same pipeline."""
    parts = srsly.msgpack_loads(nlp.to_bytes(exclude=SHIPPED_APART))
    meta = {key: nlp.meta[key] for key in ("name", "version", "license", "description")}
    packed = {
        "config": nlp.config.to_str(),
        "meta": meta,
        "strings": label_strings(nlp),
        "parts": recode_components(parts, *HALVED),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(srsly.msgpack_dumps(packed), mtime=0))
    # Beside the weights, so that a run can name its model without loading it.
    described = {"lang": nlp.lang, **meta}
    path.with_name("meta.json").write_text(json.dumps(described, indent=2) + "\n", encoding="utf-8")


def use_numpy_product(nlp: Language) -> Language:
    """Let all networks multiply with numpy: OpenBLAS parses twice as many words a second as spaCy's default, blis.

    OpenBLAS starts a thread a core; callers that run several worker processes set OPENBLAS_NUM_THREADS=1 for them.
    """
    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        if isinstance(component, TrainablePipe):
            for node in component.model.walk():
                node.ops = ops
    return nlp


def unpack(path: Path = PACKED) -> Language:
    """The pipeline of a packed file, weights widened."""
    packed = srsly.msgpack_loads(gzip.decompress(path.read_bytes()))
    config = Config().from_str(packed["config"], interpolate=False)
    nlp = spacy.util.load_model_from_config(config, meta=packed["meta"], auto_fill=False, validate=False)
    for string in packed["strings"]:
        nlp.vocab.strings.add(string)
    parts = recode_components(packed["parts"], *reversed(HALVED))
    return use_numpy_product(nlp.from_bytes(srsly.msgpack_dumps(parts), exclude=SHIPPED_APART))
