"""The examples that name a country or a person say so, and name one that the bundled sample tells of."""

from __future__ import annotations

import re

import pytest

from warehouse.relations import SQL


@pytest.mark.parametrize(
    "name",
    [
        "country_pair_visits",
        "export_figures_over_time",
        "what_one_country_did",
        "who_is_named_with",
        "words_against_movements",
    ],
)
def test_an_example_says_which_value_to_change(name: str) -> None:
    first, *rest = (SQL / "examples" / f"{name}.sql").read_text().splitlines()
    values = re.findall(r"'([^']+)'", first)
    assert values
    assert all(value in "\n".join(rest) for value in values)
