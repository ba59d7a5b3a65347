"""Offers and pointers to other stories between the paragraphs of a page, and prose that looks like them."""

from __future__ import annotations

import pytest

from transforms.normalise.boilerplate import is_promotion
from transforms.normalise.rules import rules_for
from transforms.normalise.text import squash


@pytest.mark.parametrize(
    "line",
    [
        "More on this story: Ghana sends 200 police officers to Togo",
        "Get full access for 60 days for €2.",
        "Try three months for just $1.",
        "Subscribe for ₹99 a month and read without limits.",
        "Only €2 for the first 8 weeks. Cancel anytime.",
        "Unlock every story for ¥980 per month.",
        "Get the Harbour Post for KSh 200 a week.",
        "Full digital access for only HK$18 a month",
        "12 weeks for $12.",
        "Read also: Chad closes a border crossing",
        "Related: Peru recalls its envoy",
        "See also: Rwanda signs a pact",
        "Watch: Troops cross the river",
        "LISTEN: Why the talks failed",
        "VIDEO: Shells fall on the old port",
        "In case you missed it: Oman hosts a summit",
        "ICYMI: Japan launched a satellite on Monday",
        "Recommended for you: Laos opens the dam",
        "You might also like: Spain sends ships",
        "Editor's pick: Poland builds a wall",
    ],
)
def test_what_calls_on_the_reader_is_promotion(line: str) -> None:
    assert is_promotion(squash(line), rules_for(None))


@pytest.mark.parametrize(
    "line",
    [
        "Watch: the maker sold 5,000 of them in Ghana in October, he said.",
        "The operator offers full access for 60 days for €2, the regulator said.",
        "Get out of the valley, the ministry told its 700 citizens.",
        "Get $5 a month or nothing, miners were told.",
        "Only 5 euros a month remains for the families after rent.",
        "Save for Norway, all members voted for the ban.",
        "More on this story emerged on Tuesday, when police arrested two men.",
        "Related exports from Chile rose 9 percent.",
        "Video: the footage shows soldiers firing on the crowd, the UN said.",
        "See also the fate of the old port, which fell in 2016.",
        "Listen to the people, the president told the cabinet.",
        "Three months for just one meeting was too long, she said.",
        "Families in Kenya get 2,000 shillings a month.",
        "Unlock the accounts for 90 days, the court ordered.",
        "The pass costs 49 euros a month.",
    ],
)
def test_prose_is_no_promotion(line: str) -> None:
    assert not is_promotion(squash(line), rules_for(None))
