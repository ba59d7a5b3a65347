"""A paper's standing background is told once, however often it is printed."""

from __future__ import annotations

from datetime import date

import polars as pl

from transforms.events.repeats import find_repeats

BACKGROUND = "Armed groups seized the northern province years ago, and the two neighbours have quarrelled since."


def found(rows: list[tuple[str, str, date | None]], publishers: list[str], stories: list[str]) -> dict[str, str]:
    """Repeats among movements m0, m1 … of documents d0, d1 …; each row has its sentence, words before, and date."""
    movements = pl.DataFrame(
        [(f"m{at}", f"d{at}", *row, "ASSAULT", None, "actual", "positive", None) for at, row in enumerate(rows)],
        schema={
            **dict.fromkeys(("movement_id", "document_id", "sentence", "before"), pl.String),
            "date_start": pl.Date,
            **dict.fromkeys(("type", "mode", "modality", "polarity"), pl.String),
            "date_end": pl.Date,
        },
        orient="row",
    )
    documents = pl.DataFrame(
        {
            "document_id": [f"d{at}" for at in range(len(rows))],
            "publisher": publishers,
            "story_id": stories,
            "published_on": [date(2025, 5, 20 - at) for at in range(len(rows))],
        }
    )
    return find_repeats(movements, documents)


def test_the_same_sentence_of_one_paper_is_repeated_from_the_second_story_on() -> None:
    rows = [(BACKGROUND, "Armed groups ", None)] * 3
    assert found(rows, ["Post"] * 3, ["a", "b", "c"]) == {"m0": "m2", "m1": "m2"}


def test_other_papers_dates_acts_and_copies_are_not() -> None:
    row = (BACKGROUND, "Armed groups ", None)
    assert found([row, row], ["Post", "Times"], ["a", "b"]) == {}
    assert found([row, row], ["Post", "Post"], ["a", "a"]) == {}
    assert found([row, (BACKGROUND, "Armed groups seized the ", None)], ["Post", "Post"], ["a", "b"]) == {}
    monday = "On Monday the army of the northern province shelled the old harbour for the whole of the night."
    dated = [(monday, "On Monday ", date(2025, 5, day)) for day in (5, 12)]
    assert found(dated, ["Post", "Post"], ["a", "b"]) == {}
    assert found([("Police arrested two men.", "Police ", None)] * 2, ["Post", "Post"], ["a", "b"]) == {}
