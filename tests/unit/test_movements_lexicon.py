"""The word lists of movements and roles are consistent."""

from __future__ import annotations

import re

from transforms.extract.movements.vocabulary import PARTICIPANTS, PAST_TIMES, SPORT
from transforms.extract.roles.tables import ORGANISATIONS, SECTORS


def test_lists_are_lower_case() -> None:
    words = [*SPORT.strong, *SPORT.weak, *PARTICIPANTS.counting, *PARTICIPANTS.scenes, *SECTORS, *ORGANISATIONS]
    assert [word for word in words if word != word.lower().strip()] == []


def test_sectors_and_organisations_use_codes() -> None:
    assert all(sector is None or (len(sector) == 3 and sector.isupper()) for sector in SECTORS.values())
    assert {code for code, _ in ORGANISATIONS.values()} == {"IGO", "NGO"}


def test_every_part_of_a_past_time_is_named_by_a_phrase() -> None:
    phrases = (*PAST_TIMES.phrases.in_time, *PAST_TIMES.phrases.telling)
    named = {name for phrase in phrases for name in re.findall(r"{([a-z]+)}", phrase)}
    assert set(PAST_TIMES.parts) == named - {"eras"}, "the eras have a file of their own"
