"""The text index leads from every character to its token, sentence and paragraph, as spaCy would."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.extract.language_model import load_model
from transforms.extract.rows import DateExpression, Mention, NamesReading, Reference
from transforms.extract.text.index import TextIndex

TEXT = "Talks in Oslo failed.\n\nThe minister left on 3 May. She said nothing.\n \nNo one else spoke."


def test_every_character_leads_to_its_token_and_sentence() -> None:
    index = TextIndex(load_model()(TEXT))
    for offset, sign in enumerate(TEXT):
        token = index.token_at(offset)
        assert sign.isspace() or token.idx <= offset < token.idx + len(token)
        assert index.token_number(offset) == token.i
        assert index.sentence_at(token.i) == token.sent


def test_paragraphs_have_no_white_space_around_them() -> None:
    found = [paragraph.text for paragraph in TextIndex(load_model()(TEXT)).paragraphs()]
    assert found == ["Talks in Oslo failed.", "The minister left on 3 May. She said nothing.", "No one else spoke."]


@given(st.text(alphabet=st.sampled_from(list("ab .\n\t\"'“”é")), max_size=60))
@settings(max_examples=60, deadline=None)
def test_no_text_is_too_odd(text: str) -> None:
    index = TextIndex(load_model().make_doc(text))
    paragraphs = index.paragraphs()
    covered = [token.i for paragraph in paragraphs for token in paragraph if not token.is_space]
    assert covered == [token.i for token in index.doc if not token.is_space]
    assert all("\n" not in paragraph.text for paragraph in paragraphs)


def test_of_nested_names_the_longer_one_counts() -> None:
    index = TextIndex(load_model()(TEXT))
    town, talks = Mention(9, 13, "Oslo", "place"), Mention(0, 13, "Talks in Oslo", "event")
    index.add_names(NamesReading([town, talks], [Reference(52, 55, "She", town)]))
    assert [index.mentions[i].text for i in range(3)] == ["Talks in Oslo"] * 3
    assert index.references[index.token_number(52)] is town


@pytest.mark.parametrize(("start", "end", "covered"), [(44, 49, 2), (21, 23, 1)])
def test_dates_cover_their_tokens(start: int, end: int, covered: int) -> None:
    index = TextIndex(load_model()(TEXT))
    index.add_dates([DateExpression(start, end, TEXT[start:end], None, None, "explicit", date(2024, 5, 3))])
    assert [stop - first for first, stop, _ in index.dates] == [covered]
