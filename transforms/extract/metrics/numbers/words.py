"""Numbers in words: "three hundred and five", "half a million", "two-thirds", "a hundred"."""

from __future__ import annotations

from transforms.extract.metrics.lexemes import NUMBER, WORD, Lexemes
from transforms.extract.metrics.number import Number
from transforms.extract.metrics.numbers.cardinals import parse_words
from transforms.extract.metrics.numbers.parts import add_half, apply_scale
from transforms.extract.metrics.units.units import Unit, find_unit
from transforms.extract.metrics.vocabulary import (
    CHANGES,
    CURRENCIES,
    MODIFIERS,
    NOUNS,
    NUMBERS,
    RANGES,
    SURROUNDINGS,
    UNITS,
)

_MOVING = CHANGES.up["verbs"] | CHANGES.down["verbs"] | CHANGES.form.up | CHANGES.form.down


def read_words(lexemes: Lexemes, at: int) -> Number | None:
    """The number in words that begins at ``at``; its form is "skip" when it is an ordinal or a year."""
    run, ends = _word_run(lexemes, at)
    value, last = None, at
    for size in range(len(run), 0, -1):
        value = parse_words(" ".join(run[:size])) if run[size - 1] != "and" else None
        if value is not None:
            last = ends[size - 1]
            break
    if value is None:
        return None
    if len(run) == 1 and run[0] in NUMBERS.scale and not _stands_alone(lexemes, at):
        return Number(at, last, value, "skip")
    if _is_ordinal_or_year(lexemes, last, value):
        return Number(at, last + 1, value, "skip")
    number = Number(at, last, value, "words", text=" ".join(run), scale=_spoken_scale(run[:size]))
    return _as_fraction(lexemes, number) or _finish_words(lexemes, number)


def _word_run(lexemes: Lexemes, at: int) -> tuple[list[str], list[int]]:
    cardinal = NUMBERS.cardinal.words
    run, ends, here = [lexemes.lower[at]], [at], at + 1
    while here < len(lexemes) and len(run) < 40:
        lower = lexemes.lower[here]
        if lower in cardinal or (lower == "and" and lexemes.word(here + 1) in cardinal):
            run.append(lower)
            ends.append(here)
        elif not (lower == "-" and lexemes.word(here + 1) in cardinal) and not _comma_inside(lexemes, here, run[-1]):
            break
        here += 1
    return run, ends


def _spoken_scale(run: list[str]) -> float:
    """The scale that ends a number in words: 1e5 in "three hundred thousand", 1 in "one hundred and five"."""
    scales, scale = NUMBERS.scale, 1.0
    for word in reversed(run[1:]):
        if word not in scales:
            break
        scale *= scales[word]
    return scale


def _comma_inside(lexemes: Lexemes, here: int, before: str) -> bool:
    """ "one thousand, two hundred": a comma between the groups of one number, never "five thousand, two of them"."""
    scales = NUMBERS.scale
    if lexemes.lower[here] != "," or scales.get(before, 0) < 1000:
        return False
    cardinal = NUMBERS.cardinal.words
    ahead = here + 1
    while lexemes.word(ahead) in cardinal or lexemes.word(ahead) == "-":
        if lexemes.word(ahead) in scales and ahead > here + 1:
            return True
        ahead += 1
    return False


def _stands_alone(lexemes: Lexemes, at: int) -> bool:
    """A scale without a number before it is one only in "million-dollar" or "hundred-year"."""
    return lexemes.word(at + 1) == "-" and lexemes.word(at - 1) not in ("-", *NUMBERS.vague.words)


def _is_ordinal_or_year(lexemes: Lexemes, last: int, value: float) -> bool:
    following = lexemes.word(last + 1) == "-" and lexemes.word(last + 2) in NUMBERS.ordinal.words
    if following and value >= 20 and value % 10 == 0:
        return True
    year = parse_words(lexemes.word(last + 1)) if value in (18, 19, 20) else None
    return year is not None and year % 10 == 0 and 20 <= year < 100  # nineteen eighty


def _finish_words(lexemes: Lexemes, number: Number) -> Number:
    if lexemes.word(number.last + 1) == "point":
        digits, here = "", number.last + 2
        while (digit := parse_words(lexemes.word(here))) is not None and digit < 10:
            digits += str(int(digit))
            here += 1
        if digits:
            number.value, number.last = float(f"{int(number.value)}.{digits}"), here - 1
    add_half(lexemes, number)
    apply_scale(lexemes, number)
    if number.is_scaled:
        add_half(lexemes, number)
    return number


def _as_fraction(lexemes: Lexemes, number: Number) -> Number | None:
    """ "two-thirds", "one third", "three quarters of a million"; never "two quarters" (of a year)."""
    here = number.last + 1
    hyphen = lexemes.word(here) == "-" and lexemes.joined(here)
    here += hyphen
    bottom = NUMBERS.denominator.get(lexemes.word(here))
    if bottom is None or not 0 < number.value < bottom or number.value != int(number.value):
        return None
    plural = lexemes.word(here).endswith("s")
    if plural != (number.value > 1) or (number.value == 2 and bottom == 4 and not hyphen):
        return None
    number.value, number.last, number.form = number.value / bottom, here, "fraction"
    apply_scale(lexemes, number, skip=("of", "a", "an"))
    return number


def read_article(lexemes: Lexemes, at: int) -> Number | None:
    """ "a hundred", "a third of", "half a billion", "half of", "a million"; bare "half" and "a" are no numbers."""
    lower, following = lexemes.lower[at], lexemes.word(at + 1)
    lower_before = lexemes.word(at - 1)
    if lower in ("a", "an"):
        if following in NUMBERS.cardinal.words and following in NUMBERS.scale:
            return _read_after_article(lexemes, at)
        if following == "dozen" or (following == "score" and lexemes.word(at + 2) == "of"):
            return Number(at, at + 1, NUMBERS.collective[following], "words", text="a dozen")
        bottom = NUMBERS.denominator.get(following)
        if bottom and not following.endswith("s"):
            number = Number(at, at + 1, 1 / bottom, "fraction", text=following)
            apply_scale(lexemes, number, skip=("of", "a") if lexemes.word(at + 2) == "of" else ())
            if number.is_scaled or lexemes.word(at + 2) == "of" or is_part_changed(lexemes, at, at + 1):
                return number
        if following == "half" and (lexemes.kind_at(at + 2) == WORD or lower_before in NUMBERS.part.before):
            return Number(at, at + 1, 0.5, "fraction", text="half")
        return _read_one(lexemes, at)
    if lower == "half" and lexemes.word(at - 1) not in ("-", "first", "second", "other", "a", "last"):
        return _read_half(lexemes, at)
    if lower == "quarter" and (following in NUMBERS.scale or following == "of"):
        number = Number(at, at, 0.25, "fraction", text="quarter")
        apply_scale(lexemes, number, skip=("of", "a"))
        return number if number.is_scaled or lexemes.word(at + 2) in ("a", "an") else None
    return None


def _read_one(lexemes: Lexemes, at: int) -> Number | None:
    """ "a" and "an" where a smaller measure continues them: "an hour and forty minutes", "a day and a half"."""
    unit = find_unit(lexemes, at + 1)
    last = unit[1] if unit else at + 1 if lexemes.word(at + 1) in _whole_coins() else None
    if last is None or (unit and not _is_measure(unit[0])) or lexemes.word(last + 1) != "and":
        return None
    following = lexemes.word(last + 2)
    counted = lexemes.kind_at(last + 2) == NUMBER or parse_words(following) is not None
    if counted or (following in ("a", "one") and lexemes.word(last + 3) in NUMBERS.denominator):
        return Number(at, at, 1.0, "article", text=lexemes.lower[at])
    return None


def _is_measure(unit: Unit) -> bool:
    return unit.kind in UNITS.measured.kinds


def _whole_coins() -> frozenset[str]:
    return CURRENCIES.whole.words


def _nouns_of_change() -> frozenset[str]:
    return CHANGES.up["nouns"] | CHANGES.down["nouns"]


def is_part_changed(lexemes: Lexemes, first: int, last: int) -> bool:
    """True if a part in words is the size of a change. Examples: "fell by a third" → True; "by a third man" → False."""
    here = first - 1
    while here >= 0 and lexemes.lower[here] in RANGES.filler.modifiers:
        if lexemes.lower[here] == "up" and lexemes.word(here + 1) != "to":
            break
        here -= 1
    before = {lexemes.word(here), lexemes.token_at(here).lemma_.lower()} if here >= 0 else set()
    if lexemes.word(here) == "of" and lexemes.word(here - 1) in _nouns_of_change():
        before = {"by"}  # "a rise of a third"
    if lexemes.word(here) == "by" and _is_doer(lexemes, here):
        return False
    moving = {"by"} | _MOVING
    if not (before & moving or lexemes.word(last + 1) in CHANGES.compared.words):
        return False
    following = lexemes.token_at(last + 1) if last + 1 < len(lexemes) else None
    compares = following is not None and following.lower_ in CHANGES.compared.words
    if following is None or following.tag_ == "JJR" or compares or _begins_date(lexemes, last + 1):
        return True
    return not following.tag_.startswith(("NN", "JJ", "CD", "VBG"))


def _is_doer(lexemes: Lexemes, by: int) -> bool:
    """True if "by" names who did it, or what came: "followed by a third"; False for "was cut by a third"."""
    before = lexemes.token_at(by - 1) if by else None
    if before is None or not before.tag_.startswith("VB"):
        return False
    moving = _MOVING | CHANGES.transition.verbs
    return not {before.lower_, before.lemma_.lower()} & moving


def _begins_date(lexemes: Lexemes, at: int) -> bool:
    """True for "a third last year" and "a third Monday"; False for "a third year"."""
    if lexemes.word(at) in NOUNS.date_opener:
        return lexemes.word(at + 1) in SURROUNDINGS.time.words
    return lexemes.word(at) in SURROUNDINGS.time.words and lexemes.token_at(at).tag_ == "NNP"


def _read_after_article(lexemes: Lexemes, at: int) -> Number | None:
    number = _read_words_from_scale(lexemes, at + 1)
    if number:
        number.first = at
    return number


def _read_words_from_scale(lexemes: Lexemes, at: int) -> Number | None:
    run, ends = _word_run(lexemes, at)
    for size in range(len(run), 0, -1):
        value = parse_words(" ".join(["one", *run[:size]])) if run[size - 1] != "and" else None
        if value is not None:
            number = Number(at, ends[size - 1], value, "words", text=" ".join(run[:size]), is_scaled=True)
            number.scale = _spoken_scale(["one", *run[:size]])
            add_half(lexemes, number)
            return number
    return None


def _read_half(lexemes: Lexemes, at: int) -> Number | None:
    number = Number(at, at, 0.5, "fraction", text="half")
    apply_scale(lexemes, number, skip=("a",))
    if number.is_scaled:
        return number
    following = lexemes.word(at + 1)
    opens = following in ("the", "its", "their") and (at == 0 or lexemes.raw(at - 1) in ".,;:")
    if (
        following == "of"
        or opens
        or (following not in ("a", "an", "-") and lexemes.word(at - 1) in MODIFIERS.before_figures)
    ):
        return number
    if following not in ("a", "an", "-") and is_part_changed(lexemes, at, at):
        return number
    unit = find_unit(lexemes, at + 1)
    measured = unit is not None and _is_measure(unit[0]) and following not in NUMBERS.part.unmeasured
    return Number(at, at, 0.5, "half", text="half") if following in ("a", "an", "-") or measured else None
