"""Units of measure by name or symbol, from CLDR (babel) and pint; ``units.toml`` selects and adds spellings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from transforms.extract.metrics.lexemes import NUMBER, SIGN, WORD, Lexemes
from transforms.extract.metrics.vocabulary import read_vocabulary, words


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
    vocabulary = read_vocabulary("units")
    names: dict[str, Unit] = {}
    symbols: dict[str, Unit] = {}
    _add_cldr(vocabulary, names, symbols)
    _add_prefixed(vocabulary, names, symbols)
    kinds = {unit.name: unit.kind for unit in names.values()} | vocabulary["spelling_kind"]
    for spelling in vocabulary["skip_symbols"]:
        symbols.pop(spelling, None)
        names.pop(spelling, None)
    for symbol in sorted(symbols, key=str.isupper):  # "2.4Ghz", "49.5 HZ": the press does not keep to letter case
        if len(symbol) > 1:
            names.setdefault(symbol.lower(), symbols[symbol])
    for spelling, name in vocabulary["spelling"].items():
        names[spelling.lower()] = Unit(name, kinds[name])
    for symbol, name in vocabulary["symbol"].items():
        symbols[symbol] = Unit(name, kinds[name])
    for name in vocabulary["leading"].values():
        names[name] = Unit(name, kinds[name])
    return names, symbols


def _add_cldr(vocabulary: dict[str, Any], names: dict[str, Unit], symbols: dict[str, Unit]) -> None:
    from babel import Locale  # imported here: only readers of text need it

    for identifier in map(str, Locale("en").unit_display_names):
        if identifier in vocabulary["skip"] or "-" not in identifier:
            continue
        category, _, plain = identifier.partition("-")
        name = vocabulary["name"].get(identifier, plain.replace("-", " "))
        kind = vocabulary["kind_of"].get(identifier, vocabulary["kind"].get(category, category))
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


def _add_prefixed(vocabulary: dict[str, Any], names: dict[str, Unit], symbols: dict[str, Unit]) -> None:
    import pint

    registry: Any = pint.UnitRegistry()
    for name, (symbol, kind, *prefixes) in vocabulary["prefixed"].items():
        head, _, tail = name.partition(" ")
        for prefix in prefixes:
            full = f"{registry.parse_units(prefix + head)} {tail}".strip()
            unit = Unit(full, kind)
            for spelling in {prefix + name, (prefix + name).replace(" ", "")}:
                names.setdefault(spelling, unit)
                names.setdefault(spelling + "s", unit)
            if symbol:
                short = registry.get_symbol(prefix + "meter")[:-1] if prefix else ""
                symbols.setdefault(short + symbol, unit)


def find_unit(lexemes: Lexemes, at: int) -> tuple[Unit, int] | None:
    """The longest unit that starts at lexeme ``at`` and the lexeme it ends at; rates are not part of it."""
    if lexemes.kind_at(at) not in (WORD, SIGN):
        return None
    names, symbols = _unit_tables()
    best = _find_name(lexemes, at, names)
    glued, end = "", at
    while end < min(at + 5, len(lexemes)) and (end == at or lexemes.joined(end)):
        glued += lexemes.text[end]
        unit = symbols.get(glued) or names.get(glued.lower())
        whole = not (lexemes.joined(end + 1) and lexemes.kind_at(end + 1) in (WORD, NUMBER))
        if unit and whole and (best is None or end >= best[1]):
            best = (unit, end)
        end += 1
    return _tell_apart(lexemes, at, *best) if best else _find_touching(lexemes, at)


def _tell_apart(lexemes: Lexemes, at: int, unit: Unit, last: int) -> tuple[Unit, int] | None:
    """Signs with several meanings: "40 kt winds" are knots, "18 kt gold" karats; "3 Mt Kenya guides" has no unit."""
    text = lexemes.text[last]
    if text == "Mt" and lexemes.raw(last + 1)[:1].isupper() and not lexemes.raw(last + 1).isupper():
        return None
    if text != "kt":
        return unit, last
    if lexemes.word(last + 1) in words("units", "other_kt", "karat"):
        return Unit("karat", "ratio"), last
    near = set(lexemes.lower[max(0, at - 8) : last + 4])
    return (unit_named("knot") if near & words("units", "other_kt", "knot") else unit), last


def find_leading_unit(lexemes: Lexemes, number: int) -> tuple[Unit, int] | None:
    """The unit before a number and its lexeme: "Mach 5", "a Mach-5 missile"."""
    here = number - 1
    if lexemes.word(here) == "-" and lexemes.joined(here) and lexemes.joined(number):
        here -= 1
    name = read_vocabulary("units")["leading"].get(lexemes.word(here))
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
    touching = read_vocabulary("units")["touching"]
    text = lexemes.text[at]
    if text == "°" and lexemes.raw(at + 1) in ("C", "F", "c", "f"):
        return Unit("degree celsius" if lexemes.word(at + 1) == "c" else "degree fahrenheit", "temperature"), at + 1
    if text in ("'", "’", "′") and lexemes.joined(at) and lexemes.kind_at(at + 1) == NUMBER and lexemes.joined(at + 1):
        return unit_named("foot"), at  # 6'1"
    if text == '"' and lexemes.text[:at].count('"') % 2:
        return None  # it closes a quotation
    before_hyphen = lexemes.word(at - 1) == "-"
    if text in touching and lexemes.word(at + 1) == "/" and lexemes.joined(at + 1) and find_unit(lexemes, at + 2):
        return unit_named(touching[text]), at  # A/cm2
    if (
        text in ("m", "W", "V")
        and lexemes.kind_at(at - 1) == NUMBER
        and not lexemes.raw(at + 1)[:1].isalpha()
        and (not lexemes.joined(at + 1) or _is_dimension(lexemes, at + 1))
    ):
        return unit_named(touching[text]), at  # "1 m"
    if text == "t" and not lexemes.joined(at) and _is_sign_of_ton(lexemes, at):
        return unit_named(touching[text]), at  # "5,000 t last year"
    if text not in touching or not lexemes.joined(at) or (before_hyphen and text != "in"):
        return None
    if lexemes.joined(at + 1) and lexemes.kind_at(at + 1) in (WORD, NUMBER):
        return None
    return unit_named(touching[text]), at


def _is_dimension(lexemes: Lexemes, hyphen: int) -> bool:
    """True for the hyphen of "5 m-wide"; False for that of "5 m-class"."""
    return lexemes.word(hyphen) == "-" and lexemes.word(hyphen + 1) in words("units", "dimension", "words")


def _is_sign_of_ton(lexemes: Lexemes, at: int) -> bool:
    """True for a lone "t" after a number: "5,000 t last year"; "2 t-shirts" and "5 t's" are something else."""
    if lexemes.joined(at + 1) and lexemes.raw(at + 1)[:1] in "-'’":
        return False
    scales = read_vocabulary("numbers")
    before = lexemes.word(at - 1)
    return lexemes.kind_at(at - 1) == NUMBER or before in scales["scale"] or before in scales["letter_scale"]


def split_multiple(unit: Unit) -> tuple[Unit, float]:
    """The plain unit and what it is multiplied by: cubic meter and 1e9 of "billion cubic meter"."""
    head, _, plain = unit.name.partition(" ")
    scale: float | None = read_vocabulary("units")["multiple"].get(head)
    return (Unit(plain, unit.kind), scale) if scale else (unit, 1.0)


@cache
def unit_named(name: str) -> Unit:
    """The unit with a canonical name. Raises KeyError for a name that neither library nor vocabulary knows."""
    return {unit.name: unit for table in _unit_tables() for unit in table.values()}[name]
