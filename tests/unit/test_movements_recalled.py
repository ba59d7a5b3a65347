"""A recalled act takes the date of its own clause, or none; it never takes the day of the sentence."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from spacy.language import Language

from transforms.extract.readers import load_gazetteer
from transforms.extract.reading import read_doc
from transforms.extract.rows import Context

PUBLISHED = date(2025, 11, 6)  # a Thursday


@cache
def language() -> Language:
    from transforms.extract.model import load_bundled

    return load_bundled()


def when(text: str, trigger: str) -> tuple[str | None, str | None, str]:
    doc, context = language()(text), Context(PUBLISHED)
    movements = read_doc(doc, context, load_gazetteer()).movements
    (found,) = [movement for movement in movements if trigger in movement.text]
    start = str(found.date_start) if found.date_start else None
    return start, str(found.date_end) if found.date_end else None, found.date_basis


@pytest.mark.parametrize(
    ("text", "trigger", "start", "end"),
    [
        (
            "Thursday's raid was the first in the area since 2019, when soldiers arrested 40 traders.",
            "arrested",
            "2019-01-01",
            "2019-12-31",
        ),
        (
            "The strike on Monday was the worst since March 2023, when militants attacked a hotel.",
            "attacked",
            "2023-03-01",
            "2023-03-31",
        ),
        ("Estonia marked 34 years since Soviet tanks attacked Riga on Sunday.", "attacked", "1991-01-01", "1991-12-31"),
        ("It has been two years since rebels attacked Kenya.", "attacked", "2023-01-01", "2023-12-31"),
        (
            "Families on Friday mourned the pupils whom rebels killed in last year's attack.",
            "killed",
            "2024-01-01",
            "2024-12-31",
        ),
        ("A vigil was held on Friday for the students kidnapped in 2014.", "kidnapped", "2014-01-01", "2014-12-31"),
        ("During World War II, Italy invaded Greece.", "invaded", "1939-09-01", "1945-09-02"),
        ("During the Cold War, Cuba sent troops to Angola.", "sent", "1947-03-12", "1991-12-26"),
    ],
)
def test_a_recalled_act_takes_its_own_date(text: str, trigger: str, start: str, end: str) -> None:
    assert when(text, trigger)[:2] == (start, end)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Decades ago, France bombed Syria.", "bombed"),
        ("Libya once bombed Chad.", "bombed"),
        ("Sudan previously expelled two French diplomats.", "expelled"),
        ("Ethiopia had expelled seven envoys before the talks began.", "expelled"),
        ("In his youth, the minister visited Cuba.", "visited"),
        ("During his first term, Trump met Kim in Singapore.", "met"),
        ("When she was foreign minister, Truss visited Moscow.", "visited"),
    ],
)
def test_an_unspecified_past_has_no_day_and_says_so(text: str, trigger: str) -> None:
    assert when(text, trigger) == (None, None, "past")


@pytest.mark.parametrize(
    ("text", "trigger", "start", "basis"),
    [
        ("Kenya said its troops had seized the port on Monday.", "seized", "2025-11-03", "relative"),
        ("The blast, which killed nine people on Tuesday, shook Mali.", "killed", "2025-11-04", "relative"),
        (
            "Ghana's president met his Togolese counterpart on Monday for the first time since 2021.",
            "met",
            "2025-11-03",
            "relative",
        ),
        ("Gunmen abducted 12 pupils on Monday, when parents were away.", "abducted", "2025-11-03", "relative"),
        (
            "Protesters marched in Nairobi on Friday to mark the anniversary of the uprising.",
            "marched",
            "2025-10-31",
            "relative",
        ),
        ("Merkel visited a World War II memorial in Kyiv on Monday.", "visited", "2025-11-03", "relative"),
        ("The ministry said rebels had shelled Goma.", "shelled", "None", "none"),
        ("France has once again attacked Mali's army.", "attacked", "None", "none"),
    ],
)
def test_news_of_the_day_keeps_its_day(text: str, trigger: str, start: str, basis: str) -> None:
    assert (str(when(text, trigger)[0]), when(text, trigger)[2]) == (start, basis)
