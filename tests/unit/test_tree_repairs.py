"""The day between subject and verb does not make the verb an adjective."""

from __future__ import annotations

import pytest

from transforms.extract.model import load_bundled
from transforms.extract.reading import read_texts
from transforms.extract.rows import Context
from transforms.extract.text.repairs import repair_parse
from transforms.extract.trace import Trace


def test_the_word_behind_the_day_is_the_verb_again() -> None:
    nlp = load_bundled()
    text = "European Union foreign ministers on Monday imposed sanctions on nine people."
    doc = nlp(text)
    repair_parse(doc, Trace())
    (verb,) = (token for token in doc if token.text == "imposed")
    assert (verb.dep_, verb.tag_) == ("ROOT", "VBD")
    assert {child.dep_ for child in verb.children} >= {"nsubj", "dobj", "prep"}
    (reading,) = read_texts(nlp, [(text, Context())])
    assert [(m.type, m.text) for m in reading.movements] == [("SANCTION", "imposed sanctions")]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("European Union foreign ministers on Monday imposed sanctions on nine people.", "lost_root"),
        ("Journalists jailed in Iran - rights group", "headline_source"),
    ],
)
def test_a_repair_is_noted_in_the_trace(text: str, rule: str) -> None:
    trace = Trace()
    repair_parse(load_bundled()(text), trace)
    assert {(made.reader, made.rule, made.verdict) for made in trace.decisions} == {("parse", rule, "changed")}


def test_a_sentence_without_such_a_turn_stays_as_it_is() -> None:
    doc, trace = load_bundled()("The ministers met in Oslo on Monday."), Trace()
    before = [(token.tag_, token.dep_, token.head.i) for token in doc]
    repair_parse(doc, trace)
    assert ([(token.tag_, token.dep_, token.head.i) for token in doc], trace.decisions) == (before, [])
