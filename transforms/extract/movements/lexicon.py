"""The lexicon of movements as dictionaries, read once from the data files beside this module."""

from __future__ import annotations

import csv
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "lexicon"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of verbs.csv, nouns.csv or predicates.csv; the columns are explained at the head of each file.

    ``type`` is empty in a veto line: the word is then known not to tell of a movement.
    """

    lemma: str
    companions: frozenset[str]
    condition: str
    type: str
    mode: str | None
    of: frozenset[str]
    to: tuple[str, ...]
    flags: frozenset[str]

    @property
    def rule(self) -> str:
        """Name of the line, as written into the rows: ``send+troop``, ``call@for``."""
        companions = "@" + "|".join(sorted(self.companions)) if self.companions else ""
        return self.lemma + companions + (f"+{self.condition}" if self.condition else "")


def _lines(name: str) -> list[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if line.strip() and not line.startswith("#")))


def _split(value: str | None) -> tuple[str, ...]:
    return tuple(part for part in (value or "").split("|") if part)


def _entry(lemma: str, companions: str | None, condition: str | None, line: dict[str, str]) -> Entry:
    return Entry(
        lemma=lemma,
        companions=frozenset(_split(companions)),
        condition=condition or "",
        type=line["type"] or "",
        mode=line["mode"] or None,
        of=frozenset(_split(line.get("of"))),
        to=_split(line["to"]),
        flags=frozenset(line["flags"] or ""),
    )


def _grouped(entries: list[Entry]) -> dict[str, tuple[Entry, ...]]:
    groups: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[entry.lemma].append(entry)
    return {lemma: tuple(group) for lemma, group in groups.items()}


@cache
def verb_entries() -> dict[str, tuple[Entry, ...]]:
    """Verb lemma -> its lines, in file order."""
    return _grouped([_entry(line["verb"], line["with"], line["object"], line) for line in _lines("verbs.csv")])


@cache
def verb_forms() -> dict[str, str]:
    """Inflected form -> lemma for the verbs of the lexicon: catches what a lemmatizer gets wrong ("staged": "stag")."""
    forms: dict[str, str] = {}
    for word in verb_entries():
        for form in _inflect(word):
            forms.setdefault(form, word)
    return forms


def _inflect(word: str) -> list[str]:
    if word.endswith("e"):
        return [f"{word}d", f"{word[:-1]}ing", f"{word}s"]
    if word.endswith("y") and word[-2] not in "aeou":
        return [f"{word[:-1]}ied", f"{word}ing", f"{word[:-1]}ies"]
    doubled = word + word[-1]
    return [f"{word}ed", f"{doubled}ed", f"{word}ing", f"{doubled}ing", f"{word}s", f"{word}es"]


@cache
def noun_entries() -> dict[str, tuple[Entry, ...]]:
    """Noun lemma -> its lines, in file order."""
    return _grouped([_entry(line["noun"], "", line["near"], line) for line in _lines("nouns.csv")])


@cache
def predicate_entries() -> dict[str, tuple[Entry, ...]]:
    """Adjective lemma -> its lines, in file order."""
    return _grouped([_entry(line["word"], line["with"], "", line) for line in _lines("predicates.csv")])


@cache
def word_lists(name: str) -> dict[str, frozenset[str]]:
    """The lists of a TOML file of the lexicon; lists of a table are named ``table.list``."""
    content = tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    lists: dict[str, frozenset[str]] = {}
    for key, value in content.items():
        if isinstance(value, dict):
            lists.update({f"{key}.{inner}": frozenset(words) for inner, words in value.items()})
        else:
            lists[key] = frozenset(value)
    return lists


@cache
def cue_words(table: str) -> dict[str, str]:
    """Word -> what it says of its event (planned, possible, …), from one table of cues.toml."""
    prefix = f"{table}."
    found: dict[str, str] = {}
    for key, words in word_lists("cues").items():
        if key.startswith(prefix):
            for word in words:
                found.setdefault(word, key.removeprefix(prefix))
    return found


@cache
def role_sectors() -> dict[str, str | None]:
    """Noun (lemma or two lemmas) of someone who can act -> sector code, null when the noun tells none."""
    return {line["noun"]: line["sector"] or None for line in _lines("roles.csv")}


@cache
def organisation_codes() -> dict[str, tuple[str, str | None]]:
    """Lower-case name of an organisation above the states -> (IGO or NGO, sector)."""
    return {line["name"]: (line["code"], line["sector"] or None) for line in _lines("igo.csv")}


@cache
def in_class(condition: str) -> frozenset[str]:
    """The lemmas a condition column admits: ``=a/b`` lists them, a name stands for a class of classes.toml.

    Raises KeyError when the class does not exist: add it to classes.toml.
    """
    if condition.startswith("="):
        return frozenset(condition[1:].split("/"))
    return word_lists("classes")[condition]
