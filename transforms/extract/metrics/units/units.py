"""Units of measure by name or symbol, from CLDR (babel) and pint; ``units.toml`` selects and adds spellings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from transforms.extract.metrics.lexemes import NUMBER, SIGN, WORD, Lexemes
from transforms.extract.metrics.vocabulary import NUMBERS, UNITS

_NEAR = 20  # lexemes around a sign in which words tell what it stands for


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: canonical ``name`` ("kilometer per hour") and the ``kind`` of metric it makes ("speed")."""

    name: str
    kind: str


DURATION = frozenset(["second", "minute", "hour", "day", "night", "week", "fortnight", "month", "quarter", "year",
                      "decade", "century"])  # fmt: skip


@cache
def _unit_tables() -> tuple[dict[str, Unit], dict[str, Unit]]:
    """Units by lower-case name, and by symbol as written."""
    names: dict[str, Unit] = {}
    symbols: dict[str, Unit] = {}
    _add_cldr(names, symbols)
    _add_prefixed(names, symbols)
    kinds = {unit.name: unit.kind for unit in names.values()} | UNITS.spelling_kind
    for spelling in UNITS.skip_symbols:
        symbols.pop(spelling, None)
        names.pop(spelling, None)
    symbols |= {symbol.replace("μ", "µ"): unit for symbol, unit in symbols.items() if "μ" in symbol}
    for symbol in sorted(symbols, key=str.isupper):  # "2.4Ghz", "49.5 HZ": the press does not keep to letter case
        if len(symbol) > 1:
            names.setdefault(symbol.lower(), symbols[symbol])
    for spelling, name in UNITS.spelling.items():
        names[spelling.lower()] = Unit(name, kinds[name])
    for symbol, name in UNITS.symbol.items():
        symbols[symbol] = Unit(name, kinds[name])
    for name in UNITS.leading.values():
        names[name] = Unit(name, kinds[name])
    return names, symbols


def _add_cldr(names: dict[str, Unit], symbols: dict[str, Unit]) -> None:
    from babel import Locale  # imported here: only readers of text need it

    for identifier in map(str, Locale("en").unit_display_names):
        if identifier in UNITS.skip or "-" not in identifier:
            continue
        category, _, plain = identifier.partition("-")
        name = UNITS.name.get(identifier, plain.replace("-", " "))
        kind = UNITS.kind_of.get(identifier, UNITS.kind.get(category, category))
        for form, is_name in _cldr_forms(identifier):
            table = names if is_name or len(form) > 3 else symbols
            table.setdefault(form.lower() if table is names else form, Unit(name, kind))


def _cldr_forms(identifier: str) -> Iterator[tuple[str, bool]]:
    """Every English spelling of a CLDR unit, and whether it is a name (else a symbol)."""
    from babel.units import format_unit

    for tag in ("en_US", "en_GB"):
        for length in ("long", "short", "narrow"):
            for count in (1, 2):
                try:
                    form = format_unit(count, identifier, length, locale=tag).replace(str(count), "").strip()
                except (KeyError, ValueError):  # CLDR has no pattern of this length
                    continue
                if form:
                    yield form, length == "long"


def _add_prefixed(names: dict[str, Unit], symbols: dict[str, Unit]) -> None:
    import pint

    registry: Any = pint.UnitRegistry()
    for name, (symbol, kind, *prefixes) in UNITS.prefixed.items():
        head, _, tail = name.partition(" ")
        for prefix in prefixes:
            full = f"{registry.parse_units(prefix + head)} {tail}".strip()
            unit = Unit(full, kind)
            long = prefix + name
            for spelling in {long, long.replace(" ", ""), long.replace("liter", "litre")}:
                names.setdefault(spelling, unit)
                names.setdefault(spelling + "s", unit)
            if symbol:
                short = registry.get_symbol(prefix + "meter")[:-1] if prefix else ""
                symbols.setdefault(short + symbol, unit)


def find_unit(lexemes: Lexemes, at: int) -> tuple[Unit, int] | None:
    """The longest unit that starts at lexeme ``at`` and the lexeme it ends at; rates are not part of it."""
    if lexemes.kind_at(at) not in (WORD, SIGN):
        return None
    if lexemes.text[at] == "°" and (found := _find_temperature(lexemes, at)):
        return found
    names, symbols = _unit_tables()
    best = _find_name(lexemes, at, names)
    glued, end = "", at
    while end < min(at + 5, len(lexemes)) and (end == at or lexemes.joined(end)):
        glued += lexemes.text[end]
        plain = glued.replace("^", "")  # km^2
        unit = symbols.get(plain) or names.get(plain.lower())
        whole = not (lexemes.joined(end + 1) and lexemes.kind_at(end + 1) in (WORD, NUMBER))
        if unit and whole and (best is None or end >= best[1]):
            best = (unit, end)
        end += 1
    return _raise(lexemes, *_tell_apart(lexemes, at, *best)) if best else _find_touching(lexemes, at)


def _raise(lexemes: Lexemes, unit: Unit | None, last: int) -> tuple[Unit, int] | None:
    """The square or cubic unit of "kilometres squared", else the unit as it is."""
    power: str | None = UNITS.power.get(lexemes.word(last + 1))
    if unit is None or power is None or unit.kind != "distance":
        return (unit, last) if unit else None
    return unit_named(f"{power} {unit.name}"), last + 1


def _tell_apart(lexemes: Lexemes, at: int, unit: Unit, last: int) -> tuple[Unit | None, int]:
    """Signs with several meanings: "40 kt winds" are knots, "18 kt gold" karats; "3 Mt Kenya guides" has no unit."""
    text = lexemes.text[last]
    if text == "Mt" and lexemes.raw(last + 1)[:1].isupper() and not lexemes.raw(last + 1).isupper():
        return None, last
    if text != "kt":
        return unit, last
    if lexemes.word(last + 1) in UNITS.other_kt.karat:
        return Unit("karat", "ratio"), last
    near = set(lexemes.lower[max(0, at - 8) : last + 4])
    return (unit_named("knot") if near & UNITS.other_kt.knot else unit), last


def find_leading_unit(lexemes: Lexemes, number: int) -> tuple[Unit, int] | None:
    """The unit before a number and its lexeme: "Mach 5", "a Mach-5 missile"."""
    here = number - 1
    if lexemes.word(here) == "-" and lexemes.joined(here) and lexemes.joined(number):
        here -= 1
    name = UNITS.leading.get(lexemes.word(here))
    return (unit_named(name), here) if name and lexemes.text[here][0].isupper() else None


def _find_name(lexemes: Lexemes, at: int, names: dict[str, Unit]) -> tuple[Unit, int] | None:
    best, spelled, here = None, "", at
    while here < min(at + 6, len(lexemes)):
        lower = lexemes.lower[here]
        if lower in "-." and spelled:
            if not lexemes.joined(here):
                break
            here += 1
            continue
        spelled = f"{spelled} {lower}" if spelled else lower
        unit = names.get(spelled)
        if unit:
            best = (unit, here)
        elif spelled not in _beginnings():
            break
        here += 1
    return best


@cache
def _beginnings() -> frozenset[str]:
    """All beginnings of unit names of more than one word, so that the search stops early."""
    starts: set[str] = set()
    for name in _unit_tables()[0]:
        parts = name.split()
        starts.update(" ".join(parts[:size]) for size in range(1, len(parts)))
    return frozenset(starts)


def _find_touching(lexemes: Lexemes, at: int) -> tuple[Unit, int] | None:
    """Signs that are units only beside their number: "1.8m", "40C", "5 l", "6'1", "37 ° celsius"."""
    touching = UNITS.touching
    text = lexemes.text[at]
    if text in ("'", "’", "′") and lexemes.joined(at) and lexemes.kind_at(at + 1) == NUMBER and lexemes.joined(at + 1):
        return unit_named("foot"), at  # 6'1"
    if text not in touching or (text == '"' and lexemes.text[:at].count('"') % 2):
        return None  # the second closes a quotation
    if text in "”" and not _is_inch(lexemes, at):
        return None
    if lexemes.word(at + 1) == "/" and lexemes.joined(at + 1) and find_unit(lexemes, at + 2):
        return unit_named(touching[text]), at  # A/cm2
    is_tied = lexemes.joined(at + 1) and (lexemes.kind_at(at + 1) in (WORD, NUMBER) or lexemes.raw(at + 1) in "'’-")
    if not lexemes.joined(at):
        return (unit_named(touching[text]), at) if _is_sign_apart(lexemes, at, is_tied) else None
    if text == "s" and lexemes.kind_at(at - 1) == NUMBER and lexemes.raw(at - 2)[:1].isupper() and at > 2:
        return None  # "two Boeing 737s"
    if (lexemes.word(at - 1) == "-" and text != "in") or (is_tied and lexemes.kind_at(at + 1) in (WORD, NUMBER)):
        return None
    return unit_named(touching[text]), at


def _is_inch(lexemes: Lexemes, at: int) -> bool:
    """True for the second sign of 5’11”; elsewhere it closes a quotation."""
    return lexemes.raw(at - 2) in ("'", "’", "′") and lexemes.joined(at - 1)


def _find_temperature(lexemes: Lexemes, at: int) -> tuple[Unit, int] | None:
    """ "°C", "° celsius", "° F" behind a number."""
    scale = UNITS.temperature.get(lexemes.word(at + 1))
    return (Unit(scale, "temperature"), at + 1) if scale else None


def _is_sign_apart(lexemes: Lexemes, at: int, is_tied: bool) -> bool:
    """True if a lone letter behind a number and a space is its unit, as SI writes it: "5,000 t last year", "3 m long";
    "2 t-shirts", "5 t's", "3 m people" and "the 5 A students" are something else."""
    text = lexemes.text[at]
    before = lexemes.word(at - 1)
    if is_tied and not _is_dimension(lexemes, at + 1):
        return False
    if lexemes.kind_at(at - 1) != NUMBER and before not in NUMBERS.scale and before not in NUMBERS.letter_scale:
        return False
    if text in UNITS.apart.hot:
        near = set(lexemes.lower[max(0, at - _NEAR) : at + _NEAR])
        return bool(near & UNITS.apart.warm) and not lexemes.raw(at + 1)[:1].isupper()
    if text not in UNITS.apart.words or lexemes.raw(at - 2) in ("$", "£", "€", "¥"):
        return False
    if text == "in":
        return _is_inch_apart(lexemes, at)
    if text == "h":
        return lexemes.word(at - 2) not in ("at", "by", "until", "before", "after", "from", "around")
    following = lexemes.token_at(at + 1)
    counted = following.tag_ in ("NNS", "NNPS", "NNP") and following.i > lexemes.token_at(at).i
    return text == "t" or not counted


def _is_inch_apart(lexemes: Lexemes, at: int) -> bool:
    """True for "2 in long", "3 in. of rain" and "12 ft 2 in"; False for "two in town"."""
    here = at + 1 + (lexemes.word(at + 1) == "." and lexemes.joined(at + 1))
    if lexemes.word(here) in UNITS.dimension.words:
        return True
    return lexemes.word(at - 2) in UNITS.foot.signs or (here > at + 1 and lexemes.word(here) == "of")


def _is_dimension(lexemes: Lexemes, hyphen: int) -> bool:
    """True for the hyphen of "5 m-wide"; False for that of "5 m-class"."""
    return lexemes.word(hyphen) == "-" and lexemes.word(hyphen + 1) in UNITS.dimension.words


def split_multiple(unit: Unit) -> tuple[Unit, float]:
    """The plain unit and what it is multiplied by: cubic meter and 1e9 of "billion cubic meter"."""
    head, _, plain = unit.name.partition(" ")
    scale: float | None = UNITS.multiple.get(head)
    return (Unit(plain, unit.kind), scale) if scale else (unit, 1.0)


@cache
def unit_named(name: str) -> Unit:
    """The unit with a canonical name. Raises KeyError for a name that neither library nor vocabulary knows."""
    return {unit.name: unit for table in _unit_tables() for unit in table.values()}[name]
