"""The lexicon of movements is consistent: every class, type, slot and flag it names is known."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from transforms.extract import movements
from transforms.extract.movements.lexicon import (
    Entry,
    cue_words,
    in_class,
    noun_entries,
    organisation_codes,
    predicate_entries,
    role_sectors,
    verb_entries,
    verb_forms,
    word_lists,
)

TYPES = {
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE"),
    *("REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "STATEMENT"),
}
WORDED = {"named", "whether", "person", "clause", "inf", "any", "none"}


def every_entry() -> list[Entry]:
    tables = (verb_entries(), noun_entries(), predicate_entries())
    return [entry for table in tables for entries in table.values() for entry in entries]


def test_every_type_has_triggers() -> None:
    counts = Counter(entry.type for entry in every_entry())
    assert set(counts) - {""} == TYPES
    assert all(counts[name] >= 5 for name in TYPES)


def test_lines_name_only_known_things() -> None:
    for entry in every_entry():
        assert entry.flags <= set("ECHRPQNDAGL"), entry
        assert entry.of <= {"actor", "recipient"}, entry
        is_worded = entry.condition in WORDED or entry.condition.startswith(("inf:", "near:"))
        assert not entry.condition or is_worded or in_class(entry.condition), entry


def test_no_line_is_hidden_by_an_earlier_one() -> None:
    for lemma, entries in verb_entries().items():
        open_at = [i for i, e in enumerate(entries) if not e.companions and not e.condition]
        assert not open_at or open_at[0] == len(entries) - 1, (
            f"verbs.csv: lines of {lemma!r} after the open one never match"
        )


def test_inflected_forms_lead_to_their_verb() -> None:
    forms = verb_forms()
    assert (forms["staged"], forms["denied"], forms["accusing"], forms["banned"]) == ("stage", "deny", "accuse", "ban")


def test_cues_and_lists_are_lower_case() -> None:
    for table in ("auxiliaries", "verbs", "adjectives", "nouns", "marks", "adverbs"):
        assert all(word == word.lower().strip() for word in cue_words(table))
    for name in ("classes", "sports", "light", "speech", "quantities"):
        assert all(word == word.lower().strip() for words in word_lists(name).values() for word in words)


def test_sectors_and_organisations_use_codes() -> None:
    assert all(sector is None or (len(sector) == 3 and sector.isupper()) for sector in role_sectors().values())
    assert {code for code, _ in organisation_codes().values()} == {"IGO", "NGO"}


FOLDER = Path(movements.__file__).parent
CODE = "".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.parent.rglob("*.py")))
# Tables of which the code names the table and reads whatever lists stand in it.
WHOLE = {"auxiliaries", "verbs", "adjectives", "nouns", "marks", "adverbs", "prepositional"}


@pytest.mark.parametrize(
    "table", ["auxiliaries", "verbs", "adjectives", "nouns", "marks", "adverbs", "empty", "travel"]
)
def test_no_word_stands_twice_in_a_table_of_cues(table: str) -> None:
    lists = tomllib.loads((FOLDER / "lexicon/cues.toml").read_text(encoding="utf-8"))[table]
    counts = Counter(word for words in lists.values() for word in words)
    assert [word for word, count in counts.items() if count > 1] == []


def _lists(name: str) -> set[str]:
    content = tomllib.loads((FOLDER / "lexicon" / name).read_text(encoding="utf-8"))
    tables = {key: value for key, value in content.items() if isinstance(value, dict) and key not in WHOLE}
    plain = {key for key, value in content.items() if not isinstance(value, dict)}
    return plain | {f"{key}.{inner}" for key, value in tables.items() for inner in value}


def test_every_list_class_and_flag_is_read() -> None:
    """And whatever is read exists: an unknown class or list raises KeyError, an unknown flag fails above."""
    conditions = {entry.condition for entry in every_entry()}
    for path in sorted((FOLDER / "lexicon").glob("*.toml")):
        if path.name not in ("assertions.toml", "confidence.toml", "past_times.toml"):
            unread = {key for key in _lists(path.name) if f'"{key}"' not in CODE}
            assert unread - (conditions if path.name == "classes.toml" else set()) == set(), path.name
    flags = {flag for entry in every_entry() for flag in entry.flags}
    assert {flag for flag in flags if f'has("{flag}")' not in CODE and f'"{flag}" in ' not in CODE} == set()
    assert {table for table in WHOLE if f'cue_words("{table}")' not in CODE} == {"prepositional"}


def test_every_word_list_of_the_assertions_is_named_by_a_rule() -> None:
    text = (FOLDER / "lexicon/assertions.toml").read_text(encoding="utf-8")
    code = (FOLDER / "assertions.py").read_text(encoding="utf-8")
    named = set(re.findall(r"<([a-z]+)>", text + code)) - {"name", "told"}
    assert set(tomllib.loads(text)["words"]) == named


def test_every_part_of_a_past_time_is_named_by_a_phrase() -> None:
    content = tomllib.loads((FOLDER / "lexicon/past_times.toml").read_text(encoding="utf-8"))
    named = {name for phrases in content["phrases"].values() for name in re.findall(r"{([a-z]+)}", " ".join(phrases))}
    assert set(content["parts"]) == named - {"eras"}, "the eras have a file of their own"
    assert set(content) == {"parts", "phrases"}
    assert all(f'_pattern("{kind}")' in CODE for kind in content["phrases"])


def test_modules_named_in_docstrings_exist() -> None:
    named = re.findall(r"``(\w+)``", movements.__doc__ or "")
    assert named
    assert [name for name in named if not (FOLDER / f"{name}.py").exists()] == []
