"""The grammar of figures is closed: what it reads in one place it reads in every place, scale and composition."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import product

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.figure_notation import Line, is_same, read_closure, read_figures, read_productions, spell_figures
from transforms.extract.metrics import read_metrics
from transforms.extract.rows import Context, NamesReading

SAMPLE = 900  # of the combinations, of which there are some hundred thousand
PRODUCTIONS = read_productions()
KINDS = ("unit", "scaled_unit", "money", "scaled_money", "range", "money_range", "list", "rate", "signed", "bounded")


@pytest.mark.parametrize("role", ["examples", "counter"])
@pytest.mark.parametrize("production", dict.fromkeys(line.production for line in PRODUCTIONS))
def test_production(production: str, role: str) -> None:
    lines = [line for line in PRODUCTIONS if (line.production, line.role) == (production, role)]
    assert misses(lines) == []


def misses(lines: list[Line]) -> list[str]:
    """What is read otherwise than expected, in words."""
    found = read_figures([line.text for line in lines])
    return [
        f"{line.text} => {spell_figures(line.figures)}, read as {spell_figures(figures)}"
        for line, figures in zip(lines, found, strict=True)
        if not is_same(figures, line.figures)
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_closure(kind: str) -> None:
    lines = sample(kind, SAMPLE // len(KINDS))
    assert len(lines) > 20
    assert misses(lines) == []


def sample(kind: str, size: int) -> list[Line]:
    """Some of the combinations of a kind, the same ones on every run."""
    lines = list(GENERATORS[kind]())
    return random.Random(kind).sample(lines, min(size, len(lines)))


@cache
def spelled_units() -> list[tuple[str, str, str]]:
    """(canonical name, spelling, gap) of every unit: words stand a space away, signs also touch."""
    found = []
    for name, forms in read_closure()["units"].items():
        found += [(name, word, " ") for word in forms["words"]]
        found += [(name, sign, gap) for sign, gap in product(forms["signs"], (" ", ""))]
    return found


def digits() -> list[tuple[str, float]]:
    return [(text, value) for text, value in read_closure()["numbers"] if text.isdecimal() or text in ("2.5", "1,234")]


def fill(kind: str, phrases: Iterator[tuple[str, tuple[float, ...], str]]) -> Iterator[Line]:
    for (phrase, values, unit), frame in product(phrases, read_closure()["frames"]):
        yield Line(kind, "closure", frame.format(phrase), ((values, unit),))


def units() -> Iterator[Line]:
    pairs = product(read_closure()["numbers"], spelled_units())
    return fill(
        "unit", ((f"{n}{gap}{form}", (v,), name) for (n, v), (name, form, gap) in pairs if gap or n[-1].isdecimal())
    )


def scaled() -> Iterator[tuple[str, float]]:
    """Numbers with their scale, a letter that touches them or a word apart."""
    closure = read_closure()
    for (number, value), (scale, size) in product(digits(), closure["joined_scales"]):
        yield f"{number}{scale}", value * size
    for (number, value), (scale, size) in product(digits(), closure["apart_scales"]):
        yield f"{number} {scale}", value * size
    yield from map(tuple, closure["word_scales"])


def scaled_units() -> Iterator[Line]:
    words = [(name, form) for name, form, gap in spelled_units() if gap and form.isalpha() and len(form) > 3]
    return fill("scaled_unit", ((f"{n} {form}", (v,), name) for (n, v), (name, form) in product(scaled(), words)))


def money() -> Iterator[Line]:
    closure = read_closure()
    written = [(n, v) for n, v in closure["numbers"] if n[0].isdecimal() and n != "2 1/2"]
    before = product(written, closure["currency_before"])
    after = product(closure["numbers"], closure["currency_after"])
    yield from fill("money", ((f"{c}{n}", (v,), code) for (n, v), (c, code) in before))
    yield from fill("money", ((f"{n} {c}", (v,), code) for (n, v), (c, code) in after))


def scaled_money() -> Iterator[Line]:
    closure = read_closure()
    before = product(scaled(), closure["currency_before"])
    after = product(scaled(), closure["currency_after"])
    yield from fill("scaled_money", ((f"{c}{n}", (v,), code) for (n, v), (c, code) in before if n[0].isdecimal()))
    yield from fill("scaled_money", ((f"{n} {c}", (v,), code) for (n, v), (c, code) in after))


RANGES = ["{0} to {1}", "between {0} and {1}", "from {0} to {1}", "{0}-{1}", "{0}–{1}"]


def ranges() -> Iterator[Line]:
    ends = [("5", "7", 5, 7), ("2.5", "3.5", 2.5, 3.5), ("1,200", "1,500", 1200, 1500), ("five", "seven", 5, 7)]
    for shape, (low, high, a, b), (name, form, gap) in product(RANGES, ends, spelled_units()):
        if low.isalpha() and ("-" in shape or "–" in shape or not gap):
            continue
        yield from fill("range", iter([(f"{shape.format(low, high)}{gap}{form}", (a, b), name)]))


def money_ranges() -> Iterator[Line]:
    closure = read_closure()
    scales = [("m", 1e6), ("bn", 1e9), (" million", 1e6), (" billion", 1e9), (" crore", 1e7), ("", 1)]
    both = [("{c}{a}{s}", "{c}{b}{s}"), ("{c}{a}", "{b}{s}"), ("{c}{a}", "{c}{b}{s}"), ("{c}{a}{s}", "{b}{s}")]
    for shape, (scale, size), (sign, code), ends in product(RANGES, scales, closure["currency_before"], both):
        if not sign.isalpha() and " " in sign and ends[1].startswith("{c}"):
            continue  # "Rs 5-Rs 7"
        low, high = (end.format(c=sign, a=5, b=7, s=scale) for end in ends)
        yield from fill("money_range", iter([(shape.format(low, high), (5 * size, 7 * size), code)]))
    for shape, (scale, size), (name, code) in product(RANGES, scales, closure["currency_after"]):
        yield from fill("money_range", iter([(f"{shape.format(5, 7)}{scale} {name}", (5 * size, 7 * size), code)]))


def lists() -> Iterator[Line]:
    shapes = ["{0}, {1} and {2}{3}", "{0}, {1}, and {2}{3}", "{0}{3}, {1}{3} and {2}{3}", "{0}{3}, {1}{3} or {2}{3}"]
    for shape, (name, form, gap), frame in product(shapes, spelled_units(), read_closure()["frames"]):
        figures = tuple(((value,), name) for value in (5.0, 7.0, 9.0))
        yield Line("list", "closure", frame.format(shape.format(5, 7, 9, gap + form)), figures)


PER = {
    " a day": "day",
    " per day": "day",
    " an hour": "hour",
    " per hour": "hour",
    " per person": "person",
    " a kilo": "kilogram",
    "/kg": "kilogram",
    " per tonne": "metric ton",
    " a barrel": "barrel",
    "/MWh": "megawatt hour",
    " per square metre": "square meter",
    " a share": "share",
    " each year": "year",
    " per annum": "year",
}


def rates() -> Iterator[Line]:
    closure = read_closure()
    for (sign, code), (tail, base), number in product(closure["currency_before"], PER.items(), ("5", "2.50", "1,200")):
        value = float(number.replace(",", ""))
        yield from fill("rate", iter([(f"{sign}{number}{tail}", (value,), f"{code} per {base}")]))
    for (name, code), (tail, base) in product(closure["currency_after"], PER.items()):
        if not (tail.startswith("/") and name.isalpha() and name.islower()):
            yield from fill("rate", iter([(f"5 {name}{tail}", (5.0,), f"{code} per {base}")]))


def signed() -> Iterator[Line]:
    signs = [("-", -1), ("−", -1), ("–", -1), ("minus ", -1), ("+", 1), ("negative ", -1)]
    forms = [
        (name, form, gap) for name, form, gap in spelled_units() if name.startswith(("degree", "percent", "basis"))
    ]
    for (sign, way), (name, form, gap) in product(signs, forms):
        yield from fill("signed", iter([(f"{sign}5{gap}{form}", (5.0 * way,), name)]))
    for (sign, way), (currency, code) in product(signs, read_closure()["currency_before"]):
        if sign in "-−+" and " " not in currency:
            yield from fill("signed", iter([(f"{sign}{currency}5m", (5e6 * way,), code)]))


BOUNDS = ["about {}", "more than {}", "at least {}", "up to {}", "nearly {}", "some {}", "as much as {}", "under {}"]
BOUNDS += ["{} or more", "{} or so", "~{}", "just over {}"]


def bounded() -> Iterator[Line]:
    for bound, (name, form, gap), number in product(BOUNDS, spelled_units(), ("5", "2.5", "1,200")):
        value = float(number.replace(",", ""))
        yield from fill("bounded", iter([(bound.format(f"{number}{gap}{form}"), (value,), name)]))


GENERATORS = {
    "unit": units,
    "scaled_unit": scaled_units,
    "money": money,
    "scaled_money": scaled_money,
    "range": ranges,
    "money_range": money_ranges,
    "list": lists,
    "rate": rates,
    "signed": signed,
    "bounded": bounded,
}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    value=st.decimals(min_value="0.01", max_value=999_999, places=2, allow_nan=False),
    scale=st.sampled_from([("", 1.0), (" million", 1e6), (" billion", 1e9), (" crore", 1e7)]),
    unit=st.sampled_from(spelled_units()),
    frame=st.sampled_from(read_closure()["frames"]),
)
def test_any_value_of_any_unit_comes_back(
    value: float, scale: tuple[str, float], unit: tuple[str, str, str], frame: str
) -> None:
    name, form, gap = unit
    written = f"{value:,.2f}{scale[0]}{gap or ' '}{form}"
    (figures,) = read_figures([frame.format(written)])
    assert is_same(figures, (((float(value) * scale[1],), name),))


BLANK = spacy.blank("en")
NEWS_SIGNS = st.text(alphabet="0123456789.,:;-–−+±×^/'\"’”()[]$€£¥%°½¼⁶ kmbntMKxe\n")
FIGURE_WORDS = [
    "a",
    "an",
    "and",
    "to",
    "of",
    "in",
    "from",
    "between",
    "half",
    "dozen",
    "million",
    "m",
    "bn",
    "$",
    "5",
    "7",
]
FIGURE_SIGNS = ["2½", "10⁶", "'", '"', "-", "–", "km", "ft", "°", "C", "Rs.", "S/."]
NEWS_WORDS = st.lists(st.sampled_from(FIGURE_WORDS + FIGURE_SIGNS)).map(" ".join)


@settings(max_examples=200, deadline=None)
@given(text=NEWS_SIGNS | NEWS_WORDS | st.text())
def test_no_text_raises(text: str) -> None:
    for row in read_metrics(BLANK(text), Context(date(2025, 11, 6)), NamesReading(), []):
        assert text[row.start : row.end] == row.text


@pytest.mark.parametrize(
    "text",
    [
        "Oil rose 3% to $75 a barrel. ",
        'He is 5\'11" and "ran" 5 m. ',
        "between 5 and 7 and from 3 to 9 or $5m-$7m, 5, 7 and 9 kg, ",
        "a hundred thousand million and a half and a quarter of a ",
        "1 234 567 12 345 9 000 ",
        "Rs. 5 S/. 5 A$5 5 kr 5 C 5 F ",
    ],
)
def test_twice_the_text_is_twice_the_work(text: str) -> None:
    once, twice = count_calls(text * 20), count_calls(text * 40)
    assert twice < 2.3 * once


def count_calls(text: str) -> int:
    """How many functions are called while ``text`` is read."""
    doc, calls = BLANK(text), 0

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1

    read_metrics(doc, Context(date(2025, 11, 6)), NamesReading(), [])  # fills the caches
    sys.setprofile(count)
    try:
        read_metrics(doc, Context(date(2025, 11, 6)), NamesReading(), [])
    finally:
        sys.setprofile(None)
    return calls
