"""From the trained syntax to the pipeline that is shipped."""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, DocBin

from transforms.extract.model.training.lemmas import add_lemmatizer

VERSION = "1.1.0"
TREEBANKS = ("clear_ewt_train", "clear_gum_train")


def read_treebank(folder: Path, nlp: Language, names: tuple[str, ...] = TREEBANKS) -> list[Doc]:
    """Gold documents with lemmas."""
    return [doc for name in names for doc in DocBin().from_disk(folder / f"{name}.spacy").get_docs(nlp.vocab)]


def assemble(syntax: Language, folder: Path) -> Language:
    """Syntax and lemmas in one pipeline."""
    add_lemmatizer(syntax, read_treebank(folder, syntax))
    syntax.batch_size = 32
    syntax.meta.update(
        name="newsledger_en",
        version=VERSION,
        license="CC BY-SA 4.0",
        description="English syntax and lemmas for world news.",
    )
    return syntax
