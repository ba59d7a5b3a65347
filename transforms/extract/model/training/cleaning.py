"""Repairs of name labels: one convention for corpora that were labelled under several.

The convention is that of OntoNotes with the name alone: no title, no article, no possessive, no lower-case direction
word ("southern Afghanistan" is Afghanistan); peoples, religions and languages are NORP; a nationality that belongs to
the name of an institution is part of it ("Russian Foreign Ministry"). Dates and numbers are left to rules.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from transforms.extract.model.training.passages import UNKNOWN, Passage
from transforms.extract.model.training.variation import name_spans

DROPPED = {"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"}
RENAMED = {"LANGUAGE": "NORP"}
WORDS = {
    name: frozenset(words)
    for name, words in tomllib.loads(Path(__file__).with_name("label_words.toml").read_text(encoding="utf8")).items()
}
PEOPLE_ADJECTIVE = re.compile(r"(American|Asian|African|European|Ossetian|Korean|Caledonian)$")
WHOLE_NAMES: dict[tuple[str, ...], str] = {
    ("Sri", "Lanka"): "GPE",
    ("World", "War", "II"): "EVENT",
    ("World", "War", "I"): "EVENT",
}


def clean_names(passage: Passage) -> Passage:
    """The passage with repaired labels; passages without names stay as they are."""
    if passage.ents is None:
        return passage
    cleaned = passage.copy()
    spans = [span for old in name_spans(passage) if (span := _trim(_rename(old, passage.words), passage.words))]
    spans = _name_known(_widen_peoples(spans, passage.words), passage.words)
    if passage.source == "ner_gmb_train":
        spans = _join_institutions(spans, passage.words)
    assert cleaned.ents is not None
    cleaned.ents[:] = [UNKNOWN if tag == UNKNOWN else "O" for tag in cleaned.ents]
    for start, end, kind in spans:
        cleaned.ents[start:end] = [f"B-{kind}"] + [f"I-{kind}"] * (end - start - 1)
    return cleaned


def _rename(span: tuple[int, int, str], words: list[str]) -> tuple[int, int, str]:
    """Kinds that corpora use differently."""
    start, end, kind = span
    text = " ".join(words[start:end])
    if text.lower() in WORDS["religions"] or (kind in ("LOC", "GPE") and PEOPLE_ADJECTIVE.search(text)):
        kind = "NORP"
    return start, end, RENAMED.get(kind, kind)


def _trim(span: tuple[int, int, str], words: list[str]) -> tuple[int, int, str] | None:
    """Take titles, articles, direction words and possessives off the ends; None when nothing is left."""
    start, end, kind = span
    if kind in DROPPED:
        return None
    while end > start and (words[end - 1] in ("'s", "’s", "'", ",", "-", "--") or words[end - 1].isspace()):
        end -= 1
    while end > start and _is_outside(words[start], kind):
        start += 1
    if end == start or (kind == "ORG" and end - start == 1 and words[start].lower() in WORDS["not_bodies"]):
        return None
    return start, end, kind


def _is_outside(word: str, kind: str) -> bool:
    """True for a first word that the convention leaves out of a name."""
    lower = word.lower().rstrip(".")
    if lower in ("the", "a", "an", "of", ",", "-", "'s"):
        return True
    if kind == "PERSON" and lower in WORDS["titles"]:
        return True
    is_lower_word = word.isalpha() and word.islower() and lower not in WORDS["particles"]
    return kind in ("PERSON", "GPE", "LOC", "ORG", "FAC") and is_lower_word and len(word) > 2


def _widen_peoples(spans: list[tuple[int, int, str]], words: list[str]) -> list[tuple[int, int, str]]:
    """The whole of "South Korean" where the corpus labels "Korean" alone, or "South" as a place beside it."""
    widened: list[tuple[int, int, str]] = []
    for start, end, kind in spans:
        before = words[start - 1] if start else ""
        is_second_half = words[start].lower().rstrip("s") in WORDS["second_halves"]
        if kind == "NORP" and is_second_half and before.istitle() and before.lower() in WORDS["first_halves"]:
            start -= 1
            if widened and widened[-1][1] > start:
                start = min(start, widened.pop()[0])
        widened.append((start, end, kind))
    return widened


def _name_known(spans: list[tuple[int, int, str]], words: list[str]) -> list[tuple[int, int, str]]:
    """Names that a corpus splits or cuts short, whole again."""
    for name, kind in WHOLE_NAMES.items():
        for start in range(len(words) - len(name) + 1):
            end = start + len(name)
            if tuple(words[start:end]) == name and not any(s <= start and e > end for s, e, _ in spans):
                spans = [s for s in spans if s[1] <= start or s[0] >= end] + [(start, end, kind)]
    return sorted(spans)


def _join_institutions(spans: list[tuple[int, int, str]], words: list[str]) -> list[tuple[int, int, str]]:
    """One name of "Iraqi" and "Interior Ministry" side by side."""
    joined: list[tuple[int, int, str]] = []
    for start, end, kind in spans:
        ends_as_body = words[end - 1].lower() in WORDS["institutions"]
        is_institution = kind == "ORG" and ends_as_body and words[start][0].isupper()
        if joined and is_institution and joined[-1][1] == start and joined[-1][2] in ("NORP", "GPE"):
            start = joined.pop()[0]
        joined.append((start, end, kind))
    return joined
