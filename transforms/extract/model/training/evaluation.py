"""Scores of a pipeline on gold documents and on a folder of labelled articles."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example

from transforms.extract.reading import mark_names

KINDS = {
    "PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "nationality",
}  # fmt: skip
ARTICLE_KINDS = {
    "Person": "person", "Organization": "organization", "Location": "place", "Facility": "place", "NORP": "nationality",
}  # fmt: skip
Span = tuple[int, int, str]  # first character, end, kind


@dataclass(frozen=True)
class LabelledText:
    """A text with the names a person marked in it; names before ``scored_from`` do not count (a page address)."""

    text: str
    names: frozenset[Span]
    scored_from: int = 0


def read_gold(folder: Path, name: str, nlp: Language) -> list[Doc]:
    """The documents of one corpus file."""
    return list(DocBin().from_disk(folder / f"{name}.spacy").get_docs(nlp.vocab))


def score_syntax(nlp: Language, gold: list[Doc]) -> dict[str, float]:
    """Per cent: tags, parts of speech, attachment, sentences; lemmas with letter case ignored."""
    scores = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in gold])
    shown = {k: round(100 * scores[k], 1) for k in ("tag_acc", "pos_acc", "dep_uas", "dep_las", "sents_f")}
    pairs = [
        (token.lemma_.lower(), given.lemma_.lower())
        for doc, parsed in zip(gold, nlp.pipe(doc.text for doc in gold), strict=True)
        if len(doc) == len(parsed)
        for token, given in zip(doc, parsed, strict=True)
    ]
    return {**shown, "lemma_acc": round(100 * sum(a == b for a, b in pairs) / len(pairs), 1)}


def name_spans(doc: Doc) -> frozenset[Span]:
    """The names of a document that are of one of the four kinds."""
    return frozenset((e.start_char, e.end_char, KINDS[e.label_]) for e in doc.ents if e.label_ in KINDS)


def read_articles(folder: Path) -> list[LabelledText]:
    """``gold.jsonl`` with ``mentions`` (text, kind, start, end) beside ``raw/``; a first line may hold the address."""
    texts = []
    for line in (folder / "gold.jsonl").read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        text = (folder / "raw" / row["file"]).read_text(encoding="utf8")
        names = frozenset((s, e, ARTICLE_KINDS[kind]) for _, kind, s, e in row["mentions"] if kind in ARTICLE_KINDS)
        texts.append(LabelledText(text, names, text.find("\n") if text.startswith("http") else 0))
    return texts


def score_names(nlp: Language, texts: Iterable[LabelledText]) -> dict[str, float]:
    """F1 in per cent of exact span and kind, for all names and for each kind."""
    texts = list(texts)
    right: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for labelled, doc in zip(texts, nlp.pipe(t.text for t in texts), strict=True):
        mark_names(doc)
        gold = {n for n in labelled.names if n[0] >= labelled.scored_from}
        found = {n for n in name_spans(doc) if n[0] >= labelled.scored_from}
        for kind in ("all", *sorted(set(KINDS.values()))):
            of_kind = [{n for n in names if kind in ("all", n[2])} for names in (gold, found)]
            right[kind] += len(of_kind[0] & of_kind[1])
            seen[kind] += len(of_kind[0]) + len(of_kind[1])
    return {kind: round(200 * right[kind] / count, 1) for kind, count in seen.items() if count}


def words_per_second(nlp: Language, texts: list[str]) -> int:
    """Throughput on one core, documents in batches of the pipeline's own size."""
    began = time.perf_counter()
    words = sum(len(doc) for doc in nlp.pipe(texts))
    return round(words / (time.perf_counter() - began))


def evaluate(nlp: Language, corpora: Path, articles: Path | None) -> dict[str, dict[str, float]]:
    """All scores of the model card."""
    report = {name: score_syntax(nlp, read_gold(corpora, name, nlp)) for name in ("clear_pud", "clear_ewt_test")}
    for name in ("ner_pud", "ner_gum_test"):
        gold = read_gold(corpora, name, nlp)
        report[name] = score_names(nlp, [LabelledText(doc.text, name_spans(doc)) for doc in gold])
    if articles is not None:
        texts = read_articles(articles)
        report["articles"] = score_names(nlp, texts)
        report["speed"] = {"words_per_second": words_per_second(nlp, [t.text for t in texts[:100]])}
    return report
