"""Builds common_words.csv and personal_names.csv in data/ from packages of the ``train`` extra.

Run ``python -m transforms.extract.entities.data.build_words`` after a new spacy-lookups-data or faker; the reader
needs only the files.
"""

from __future__ import annotations

import csv
import gzip
import importlib
import json
import pkgutil
import re
import unicodedata
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

DATA = Path(__file__).parent
EVERYDAY_WORD = -14.3  # log probability


def word_probabilities() -> dict[str, float]:
    """Log probability of each English word form, case kept (spacy-lookups-data)."""
    table = files("spacy_lookups_data") / "data" / "en_lexeme_prob.json.gz"
    return dict(json.loads(gzip.decompress(table.read_bytes())))


def plain(name: str) -> str:
    """The name without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def personal_names() -> dict[str, set[str]]:
    """Given names and family names in Latin script from all of faker's locales."""
    import faker.providers.person as person

    found: dict[str, set[str]] = {"given": set(), "family": set()}
    for locale in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{locale.name}").Provider
        for attribute, values in vars(provider).items():
            if not isinstance(values, (tuple, list, dict)) or "name" not in attribute:
                continue
            kind = "family" if "last" in attribute else "given" if "first" in attribute else None
            if kind and "format" not in attribute:
                found[kind] |= {v for v in values if isinstance(v, str) and re.fullmatch(r"[A-ZÀ-Ž][a-zà-ž'’-]+", v)}
    return found


def write(name: str, header: tuple[str, ...], rows: Sequence[tuple[str, ...]], notes: list[str]) -> None:
    """Write one data file with its notes on top."""
    with (DATA / name).open("w", encoding="utf8", newline="") as file:
        file.writelines(f"# {note}\n" for note in notes)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main() -> None:
    """Rebuild both files."""
    probability, personal = word_probabilities(), personal_names()
    made = "Made by data/build_words.py; do not edit, put corrections into weak_names.csv and not_names.csv."
    everyday = sorted(
        w for w, p in probability.items()
        if w.isascii() and w.isalpha() and w.islower() and len(w) > 1 and p > EVERYDAY_WORD
        and p > probability.get(w.title(), -30.0) - 0.35
    )  # fmt: skip
    write("common_words.csv", ("word",), [(w,) for w in everyday], [
        "Everyday English words, written in small letters at least as often as with a capital. Source: word",
        "probabilities of spacy-lookups-data (MIT licence). " + made,
    ])  # fmt: skip

    def rank(name: str) -> bool:
        return probability.get(name.lower(), -30.0) > max(-13.0, probability.get(name, -30.0))

    rows = [(n, k) for k in ("given", "family") for n in sorted(personal[k]) if not rank(n)]
    rows += [(n, "family_word") for n in sorted(personal["family"]) if rank(n)]
    write("personal_names.csv", ("name", "sort"), rows, [
        "Given and family names in Latin script; family_word: family names that are everyday words (Hill), which tell",
        "no person but are borne by many. Source: Faker (MIT licence). " + made,
    ])  # fmt: skip


if __name__ == "__main__":
    main()
