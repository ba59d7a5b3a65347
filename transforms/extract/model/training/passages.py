"""Training passages as plain lists, so that variations are list edits and not spaCy surgery."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.vocab import Vocab

from transforms.extract.model.paragraphs import mark_paragraph_starts

UNKNOWN = ""  # entity tag of a token whose label the corpus does not give; spaCy reads "" as missing


@dataclass(slots=True)
class Tree:
    """Gold syntax of a passage: one item a token; ``heads`` are indexes into the passage."""

    tags: list[str]
    pos: list[str]
    morphs: list[str]
    heads: list[int]
    deps: list[str]


@dataclass(slots=True)
class Passage:
    """One to twelve sentences; ``spaces`` says whether a blank follows the token; ``ents`` are IOB tags."""

    words: list[str]
    spaces: list[bool]
    ents: list[str] | None = None
    tree: Tree | None = None
    source: str = ""

    def copy(self) -> Passage:
        """An independent passage to vary."""
        tree = self.tree and Tree(*(list(getattr(self.tree, f)) for f in Tree.__slots__))
        ents = None if self.ents is None else list(self.ents)
        return replace(self, words=list(self.words), spaces=list(self.spaces), ents=ents, tree=tree)


def read_tree(doc: Doc) -> Tree:
    """The syntax columns of a gold document."""
    return Tree(
        tags=[t.tag_ for t in doc],
        pos=[t.pos_ for t in doc],
        morphs=[str(t.morph) for t in doc],
        heads=[t.head.i for t in doc],
        deps=[t.dep_ for t in doc],
    )


def read_ents(doc: Doc) -> list[str]:
    """The IOB tags of a gold document, UNKNOWN where the corpus is silent."""
    tags = {0: UNKNOWN, 2: "O"}
    return [tags.get(t.ent_iob) or f"{t.ent_iob_}-{t.ent_type_}" if t.ent_iob else UNKNOWN for t in doc]


def read_passages(folder: Path, name: str, vocab: Vocab) -> list[Passage]:
    """All passages of one corpus file; ``clear_*`` files carry trees, ``ner_*`` files carry names."""
    docs = DocBin().from_disk(folder / f"{name}.spacy").get_docs(vocab)
    has_tree = name.startswith("clear_")
    return [
        Passage(
            words=[t.text for t in doc],
            spaces=[bool(t.whitespace_) for t in doc],
            ents=None if has_tree else read_ents(doc),
            tree=read_tree(doc) if has_tree else None,
            source=name,
        )
        for doc in docs
    ]


def build_doc(passage: Passage, vocab: Vocab) -> Doc:
    """The gold spaCy document of a passage."""
    tree = passage.tree
    if tree is None:
        return Doc(vocab, words=passage.words, spaces=passage.spaces, ents=passage.ents)
    return Doc(
        vocab,
        words=passage.words,
        spaces=passage.spaces,
        tags=tree.tags,
        pos=tree.pos,
        morphs=tree.morphs,
        heads=tree.heads,
        deps=tree.deps,
    )


def build_example(passage: Passage, nlp: Language) -> Example:
    """Gold beside a freshly tokenised copy: the tokenizer's own norms ("n't" as "not") are what the model will see."""
    gold = build_doc(passage, nlp.vocab)
    plain = nlp.make_doc(gold.text)
    return Example(mark_paragraph_starts(plain) if passage.tree else plain, gold)
