"""Loading the bundled English pipeline: no download, no network."""

from __future__ import annotations

from spacy.language import Language

import transforms.extract.model.lemmatizer  # noqa: F401  # registers itself with spaCy
from transforms.extract.model.paragraphs import COMPONENT
from transforms.extract.model.weights import PACKED, unpack


def load_bundled() -> Language:
    """The pipeline ``newsledger_en``: tagger, morphologizer, parser and lemmatizer; names come from the encoder.

    ``nlp.meta["version"]`` is the model version to record beside derived rows. Feed documents in batches of 32.
    """
    if not PACKED.exists():
        raise FileNotFoundError(
            f"{PACKED} is missing: restore it from the repository, or train it with "
            "`python -m transforms.extract.model.train CORPORA_DIR`"
        )
    nlp = unpack()
    if COMPONENT not in nlp.pipe_names:
        raise ValueError(f"{PACKED} holds no {COMPONENT!r}: pack it with `python -m transforms.extract.model.train`")
    return nlp
