"""English cardinals: "one hundred and five", "two lakh forty thousand", "twenty-one trillion three hundred"."""

from __future__ import annotations

from functools import cache

from transforms.extract.metrics.vocabulary import NUMBERS

_UNIT, _TEEN, _TENS, _HUNDRED, _SCALE = range(5)


@cache
def parse_words(text: str) -> float | None:
    """The value of a cardinal in words, ``None`` when it is none. "fifteen hundred" → 1500, "five two" → None."""
    return parse_cardinal(text.split())


def parse_cardinal(run: list[str]) -> float | None:
    """The value of the words, read as groups of less than a thousand that scales follow, each smaller than the last."""
    total, group, last, before = 0.0, 0.0, float("inf"), -1
    for at, word in enumerate(run):
        if word == "and":
            if before not in (_HUNDRED, _SCALE) or at + 1 == len(run):
                return None
            continue
        step = _read_step(word)
        if step is None:
            return None
        value, rank = step
        if rank < _HUNDRED:
            tied = before == _TENS and rank == _UNIT and value > 0
            if not tied and before not in (-1, _HUNDRED, _SCALE):
                return None
            group += value
        elif rank == _HUNDRED:
            if before not in (_UNIT, _TEEN, _TENS) or group >= value:
                return None
            group *= value
        elif before == _SCALE:  # "thousand million", "lakh crore": the scale before it is multiplied
            if value < last or total >= 1000 * last:
                return None
            total, last = total * value, last * value
        else:
            if before < 0 or not group or value >= last:
                return None
            total, group, last = total + group * value, 0.0, value
        before = rank
    return total + group if before >= 0 else None


@cache
def _read_step(word: str) -> tuple[float, int] | None:
    cardinal = NUMBERS.cardinal.values
    if (value := cardinal.get(word)) is not None:
        return float(value), _UNIT if value < 10 else _TEEN if value < 20 else _TENS
    scale: float | None = NUMBERS.scale.get(word)
    if scale is None or len(word) < 4 or word == "dozen":
        return None
    return scale, _HUNDRED if scale == 100 else _SCALE
