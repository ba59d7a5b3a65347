"""Unnamed actors are mentions, too: with a sector, with a country only when the text gives one."""

from __future__ import annotations

import pytest

from transforms.extract.annotate import annotate
from transforms.extract.readers import load_readers


def agents(text: str) -> dict[str, tuple[str | None, str | None]]:
    [row] = annotate(load_readers(), [{"id": 1, "text": text}])
    return {m["text"]: (m["sector"], m["country"]) for m in row["mentions"] if m["kind"] == "agent"}


@pytest.mark.parametrize(
    ("text", "actor", "sector", "country"),
    [
        ("Soldiers entered the town on Friday.", "Soldiers", "MIL", None),
        ("Peruvian police arrested two men in Lima.", "police", "COP", "PER"),
        ("A baker said the road was closed.", "baker", None, None),
    ],
)
def test_role_nouns_and_speakers(text: str, actor: str, sector: str | None, country: str | None) -> None:
    assert agents(text)[actor] == (sector, country)


def test_a_role_inside_a_name_is_no_agent_of_its_own() -> None:
    assert "Police" not in agents("The Metropolitan Police said the bridge was open.")


def test_agents_are_never_linked_to_an_entity() -> None:
    [row] = annotate(load_readers(), [{"id": 1, "text": "Protesters and soldiers clashed in Oslo on Monday."}])
    assert all(m["entity_id"] is None for m in row["mentions"] if m["kind"] == "agent")
