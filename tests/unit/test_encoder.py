"""The encoder reads every word once, in any company alike, and its answers stand where the text says them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.extract.encoder.confidence import describe_act, rate
from transforms.extract.encoder.decoding import encode_text, find_names, understand, weigh_words
from transforms.extract.encoder.labels import MODALITIES, TYPES
from transforms.extract.encoder.windows import LONGEST, read_windows
from transforms.extract.readers import load_readers
from transforms.extract.reading import read_texts
from transforms.extract.rows import Context
from transforms.extract.why import explain_text

BOMBED = "Chad bombed two villages in Niger on Monday, killing 12 people."
VISIT = "The Kenyan president will visit Uganda next week, his office said."
TALKS = "Peru and Chile held talks in Lima on a border treaty."


def sentences_of(*sentences: str) -> tuple[str, list[tuple[int, int]]]:
    text, bounds, at = " ".join(sentences), [], 0
    for sentence in sentences:
        bounds.append((at, at + len(sentence)))
        at += len(sentence) + 1
    return text, bounds


@given(st.lists(st.text(min_size=1, max_size=400), min_size=1, max_size=12))
@settings(max_examples=60, deadline=None)
def test_windows_label_every_piece_once(sentences: list[str]) -> None:
    text, bounds = sentences_of(*sentences)
    own: list[tuple[int, int]] = []
    for window in read_windows(text, bounds):
        assert window.length <= LONGEST
        assert all(0 <= start <= end <= len(text) for start, end in window.offsets)
        own += window.offsets[window.own : -1]
    assert own == sorted(own)
    apart = [window for bound in bounds for window in read_windows(text, [bound])]
    alone = [offset for window in apart for offset in window.offsets[window.own : -1]]
    assert own == alone


def test_a_sentence_longer_than_a_window_is_read_whole() -> None:
    text = "Chad bombed Niger and " * 300
    weighed = [text[start:end] for start, end, _, _ in weigh_words(encode_text(text, [(0, len(text))]))]
    assert weighed == text.split()


def test_reading_is_linear_in_the_text() -> None:
    def seconds(times: int) -> float:
        text, bounds = sentences_of(*([BOMBED, VISIT, TALKS] * times))
        begun = time.process_time()
        understand(encode_text(text, bounds), [], [])
        return time.process_time() - begun

    seconds(2)
    assert seconds(40) < 8 * seconds(10)


def test_neighbours_in_a_batch_change_no_answer() -> None:
    readers, texts = load_readers(), [BOMBED, VISIT, TALKS, f"{BOMBED} {VISIT}", f"{TALKS}\n\n{VISIT}"]
    together = list(read_texts(readers, [(text, Context()) for text in texts]))
    alone = [next(read_texts(readers, [(text, Context())])) for text in texts]
    assert together == alone
    assert list(read_texts(readers, [(text, Context()) for text in reversed(texts)]))[::-1] == together


def test_an_act_is_read_with_its_phrases() -> None:
    text, bounds = sentences_of(BOMBED)
    names = [((0, 4), "TCD"), ((28, 33), "NER")]
    read = understand(encode_text(text, bounds), [(text.index("12"), text.index("12") + 2)], names)
    bombed = read.triggers[0]
    assert (text[bombed.start : bombed.end], bombed.type, bombed.modality, bombed.polarity) == (
        *("bombed", "ASSAULT"),
        *("actual", "positive"),
    )
    assert {(side.role, side.owner) for side in bombed.sides} == {("actor", "TCD"), ("recipient", "NER")}
    assert [text[span.start : span.end] for span in bombed.spans["time"]] == ["Monday"]
    assert read.numbers[0] is not None
    assert read.numbers[0].weight != "none"


def test_names_are_read_with_their_kinds() -> None:
    text, bounds = sentences_of("Norwegian Prime Minister Jonas Støre met Ana Lima in Oslo.", "The World Bank agreed.")
    found = [(text[start:end], kind) for start, end, kind, _ in find_names(encode_text(text, bounds))]
    assert found == [
        ("Norwegian", "NORP"),
        ("Jonas Støre", "PERSON"),
        ("Ana Lima", "PERSON"),
        ("Oslo", "GPE"),
        ("World Bank", "ORG"),
    ]


def test_a_long_text_is_led_by_its_headline() -> None:
    text, bounds = sentences_of("Chad bombs Niger", *[f"{VISIT} {TALKS}"] * 20)
    first, *others = read_windows(text, bounds)
    assert first.own == 1
    assert all(text[slice(*window.offsets[1])] == "Chad" for window in others)


@pytest.mark.parametrize("marks", ["\"'-", "“’—"])
def test_typographic_marks_read_like_plain_ones(marks: str) -> None:
    quote, apostrophe, dash = marks
    text = f"{quote}We will strike,{quote} Chad{apostrophe}s army said {dash} and bombed Niger."
    kinds = [(kind, round(sure, 6)) for _, _, kind, sure in weigh_words(encode_text(text, [(0, len(text))]))]
    plain = text.translate(str.maketrans("“’—", "\"'-"))
    assert kinds == [(kind, round(sure, 6)) for _, _, kind, sure in weigh_words(encode_text(plain, [(0, len(plain))]))]


def test_confidence_grows_with_the_scores() -> None:
    text, bounds = sentences_of(BOMBED)
    act = understand(encode_text(text, bounds), [], []).triggers[0]
    sure = rate("movement", describe_act(act))
    act.scores["type"] = 0.3
    assert 0 <= rate("movement", describe_act(act)) < sure <= 1


def test_why_shows_what_was_weighed() -> None:
    lines = list(explain_text(load_readers(), BOMBED))
    assert any(line.startswith("  + bombed") and "ASSAULT" in line for line in lines)
    assert any(line.startswith("act 'bombed'") for line in lines)
    assert any(line.startswith("number '12 people'") for line in lines)


def test_labels_are_those_of_the_contract() -> None:
    from expectations.contract import contract_of

    allowed = {
        column.name: set(check.argument)
        for column in contract_of("core.movements").columns
        for check in column.checks
        if check.kind == "in_set"
    }
    assert set(TYPES) < allowed["type"]
    assert set(MODALITIES) == allowed["modality"]
