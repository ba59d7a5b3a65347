"""The lexicon of movements is consistent: every class, type, slot and flag it names is known."""

from __future__ import annotations

from collections import Counter

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
        assert entry.flags <= set("ECHRPQNDAGTL"), entry
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
