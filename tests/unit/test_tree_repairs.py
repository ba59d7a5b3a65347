"""The day between subject and verb does not make the verb an adjective."""

from __future__ import annotations

from transforms.extract.model import load_bundled
from transforms.extract.readers import Readers, load_gazetteer
from transforms.extract.reading import read_texts
from transforms.extract.rows import Context
from transforms.extract.text.repairs import repair_parse


def test_the_word_behind_the_day_is_the_verb_again() -> None:
    nlp = load_bundled()
    text = "European Union foreign ministers on Monday imposed sanctions on nine people."
    doc = nlp(text)
    repair_parse(doc)
    (verb,) = (token for token in doc if token.text == "imposed")
    assert (verb.dep_, verb.tag_) == ("ROOT", "VBD")
    assert {child.dep_ for child in verb.children} >= {"nsubj", "dobj", "prep"}
    (reading,) = read_texts(Readers(nlp, load_gazetteer()), [(text, Context())])
    assert [(m.type, m.text) for m in reading.movements] == [("SANCTION", "imposed sanctions")]
