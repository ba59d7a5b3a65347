"""Every rule of assertions.toml applies to its example, and not to a sentence like it."""

from __future__ import annotations

import pytest

from transforms.extract.clauses.assertion_rules import NO_ANSWERS, RULES, TABLE, PhraseLine, RuleLine
from transforms.extract.clauses.assertions import read_assertions
from transforms.extract.language_model import load_model


def applied(text: str) -> set[str]:
    return {one.rule.name for sentence in load_model()(text).sents for one in read_assertions(sentence).unasserted}


def is_no_answer(line: PhraseLine, text: str) -> bool:
    tokens = " ".join(token.lemma_.lower() for token in load_model()(text)) + " "
    return NO_ANSWERS[line.name].search(tokens) is not None


@pytest.mark.parametrize("line", TABLE.rules, ids=lambda line: line.name)
def test_a_rule_applies_to_its_example_alone(line: RuleLine) -> None:
    assert line.name in applied(line.example)
    assert line.name not in applied(line.control)


@pytest.mark.parametrize("line", TABLE.phrases, ids=lambda line: line.name)
def test_a_way_of_not_answering_is_found(line: PhraseLine) -> None:
    assert is_no_answer(line, line.example)
    assert not is_no_answer(line, line.control)


def test_rules_have_names_of_their_own() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
