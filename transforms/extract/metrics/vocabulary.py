"""The vocabulary of the metrics reader: each file of ``data/`` as one frozen object, ``CHANGES.level.sums``."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from transforms.vocabulary import Vocabulary

Part = Literal["verbs", "nouns", "adverbs", "compared"]


class Words(Vocabulary):
    """A table with one list."""

    words: frozenset[str]


class SharedName(Vocabulary):
    """The name of the money of several countries, and which of them it is when nothing else tells."""

    codes: tuple[str, ...]
    default: str


class _Ages(Vocabulary):
    before: frozenset[str]
    phrases: frozenset[str]


class _ChangesOpen(Vocabulary):
    verbs: frozenset[str]


class _ChangesCompared(Vocabulary):
    words: frozenset[str]
    stops: frozenset[str]


class _ChangesLevel(Vocabulary):
    prepositions: frozenset[str]
    sums: frozenset[str]


class _ChangesForm(Vocabulary):
    up: frozenset[str]
    down: frozenset[str]


class _ChangesPhrasal(Vocabulary):
    verbs: frozenset[str]
    ways: dict[str, str]


class _ChangesTransition(Vocabulary):
    verbs: frozenset[str]
    nouns: frozenset[str]
    amounts: frozenset[str]
    measures: frozenset[str]
    carrying: frozenset[str]
    links: frozenset[str]
    ranging: frozenset[str]


class _Changes(Vocabulary):
    articles: frozenset[str]
    up: dict[Part, frozenset[str]]
    down: dict[Part, frozenset[str]]
    open: _ChangesOpen
    compared: _ChangesCompared
    level: _ChangesLevel
    form: _ChangesForm
    phrasal: _ChangesPhrasal
    transition: _ChangesTransition


class _CurrenciesCode(Vocabulary):
    word: frozenset[str]
    name: frozenset[str]
    former: tuple[str, ...]
    abbreviation: frozenset[str]


class _CurrenciesPrice(Vocabulary):
    words: frozenset[str]
    paper: frozenset[str]
    between: frozenset[str]


class _CurrenciesBehind(Vocabulary):
    letters: frozenset[str]


class _CurrenciesDollars(Vocabulary):
    us: frozenset[str]
    codes: frozenset[str]


class _CurrenciesWhole(Vocabulary):
    words: frozenset[str]
    codes: frozenset[str]


class _Currencies(Vocabulary):
    noun: dict[str, str]
    ordinary: dict[str, str]
    shared: dict[str, SharedName]
    weights: Words
    code: _CurrenciesCode
    price: _CurrenciesPrice
    adjective: dict[str, str]
    dollar_prefix: dict[str, str]
    letters: dict[str, str]
    behind: _CurrenciesBehind
    letter: dict[str, str]
    stroke: dict[str, str]
    dollars: _CurrenciesDollars
    sign: dict[str, str]
    fraction: dict[str, float]
    whole: _CurrenciesWhole


class _GuardsTelephone(Vocabulary):
    words: frozenset[str]
    between: frozenset[str]


class _GuardsYear(Vocabulary):
    first: int
    last: int
    early_first: int
    words: frozenset[str]
    eras: frozenset[str]


class _GuardsPronoun(Vocabulary):
    after: frozenset[str]


class _Guards(Vocabulary):
    numbered_short: frozenset[str]
    uncounted: frozenset[str]
    collective: frozenset[str]
    numbered: frozenset[str]
    numbered_capital: frozenset[str]
    numbered_phrase: frozenset[str]
    street: frozenset[str]
    clock_phrase: frozenset[str]
    clock: frozenset[str]
    law: frozenset[str]
    idiom: frozenset[str]
    month: frozenset[str]
    telephone: _GuardsTelephone
    prefix: dict[str, str]
    year: _GuardsYear
    pronoun: _GuardsPronoun
    index: Words


class _Modifiers(Vocabulary):
    before_figures: frozenset[str]
    before: dict[str, tuple[str, ...]]
    after: dict[str, tuple[str, ...]]
    skip: Words


class _Nouns(Vocabulary):
    drop: frozenset[str]
    date_opener: frozenset[str]
    date: frozenset[str]
    state: frozenset[str]
    adjectival: frozenset[str]
    gerunds: frozenset[str]
    singular: dict[str, str]


class _NumbersCardinal(Vocabulary):
    words: frozenset[str]
    values: dict[str, int]


class _NumbersSign(Vocabulary):
    minus: frozenset[str]
    apart: frozenset[str]


class _NumbersPart(Vocabulary):
    before: frozenset[str]
    unmeasured: frozenset[str]


class _Numbers(Vocabulary):
    cardinal: _NumbersCardinal
    scale: dict[str, float]
    tied: Words
    letter_scale: dict[str, float]
    money_scale: dict[str, float]
    rupee_scale: dict[str, float]
    plural_scale: dict[str, float]
    collective: dict[str, float]
    denominator: dict[str, int]
    ordinal: Words
    vague: Words
    sign: _NumbersSign
    part: _NumbersPart


class _PeriodsCompared(Vocabulary):
    before: frozenset[str]
    phrases: frozenset[str]
    steps: frozenset[str]
    within: frozenset[str]


class _PeriodsBase(Vocabulary):
    markers: frozenset[str]
    moved: frozenset[str]
    stops: frozenset[str]
    earlier: frozenset[str]


class _PeriodsTimeless(Vocabulary):
    words: frozenset[str]
    determiners: frozenset[str]


class _Periods(Vocabulary):
    compared: _PeriodsCompared
    base: _PeriodsBase
    time_part: Words
    timeless: _PeriodsTimeless
    spoken: dict[str, tuple[str, str, int]]


class _RangesFiller(Vocabulary):
    modifiers: frozenset[str]
    hedges: frozenset[str]
    stops: frozenset[str]


class _RangesCompare(Vocabulary):
    words: frozenset[str]
    phrases: frozenset[str]


class _Ranges(Vocabulary):
    filler: _RangesFiller
    compare: _RangesCompare
    level: Words


class _Ranks(Vocabulary):
    verbs: frozenset[str]
    between: frozenset[str]


class _Rates(Vocabulary):
    nouns: frozenset[str]
    calendar: frozenset[str]
    no_rate: frozenset[str]
    reach: int
    abbreviation: dict[str, str]
    named: dict[str, str]


class _RatiosLink(Vocabulary):
    words: tuple[str, ...]


class _RatiosOther(Vocabulary):
    particles: frozenset[str]


class _RatiosInfinitive(Vocabulary):
    modals: frozenset[str]
    no_governors: frozenset[str]


class _Ratios(Vocabulary):
    link: _RatiosLink
    event: Words
    multiplied: dict[str, float]
    halved: dict[str, float]
    times: dict[str, float]
    predeterminer: Words
    compared: Words
    other: _RatiosOther
    infinitive: _RatiosInfinitive


class _Surroundings(Vocabulary):
    time: Words


class _UnitsOtherKt(Vocabulary):
    knot: frozenset[str]
    karat: frozenset[str]


class _UnitsApart(Vocabulary):
    words: frozenset[str]
    hot: frozenset[str]
    warm: frozenset[str]


class _UnitsMeasured(Vocabulary):
    kinds: frozenset[str]


class _UnitsSi(Vocabulary):
    shares: dict[str, float]
    ambiguous: frozenset[str]


class _UnitsFoot(Vocabulary):
    signs: frozenset[str]


class _UnitsHour(Vocabulary):
    signs: frozenset[str]


class _UnitsMetre(Vocabulary):
    events: frozenset[str]
    after: frozenset[str]
    near: frozenset[str]
    counted: frozenset[str]


class _Units(Vocabulary):
    skip: frozenset[str]
    skip_symbols: frozenset[str]
    us: frozenset[str]
    kind: dict[str, str]
    name: dict[str, str]
    kind_of: dict[str, str]
    prefixed: dict[str, tuple[str, ...]]
    spelling: dict[str, str]
    symbol: dict[str, str]
    multiple: dict[str, float]
    other_kt: _UnitsOtherKt
    leading: dict[str, str]
    spelling_kind: dict[str, str]
    power: dict[str, str]
    temperature: dict[str, str]
    apart: _UnitsApart
    measured: _UnitsMeasured
    touching: dict[str, str]
    si: _UnitsSi
    pint: dict[str, str]
    dimension: Words
    foot: _UnitsFoot
    hour: _UnitsHour
    metre: _UnitsMetre
    parts: dict[str, dict[str, int]]


_DATA = Path(__file__).parent / "data"
AGES = _Ages.load(_DATA / "ages.toml")
CHANGES = _Changes.load(_DATA / "changes.toml")
CURRENCIES = _Currencies.load(_DATA / "currencies.toml")
GUARDS = _Guards.load(_DATA / "guards.toml")
MODIFIERS = _Modifiers.load(_DATA / "modifiers.toml")
NOUNS = _Nouns.load(_DATA / "nouns.toml")
NUMBERS = _Numbers.load(_DATA / "numbers.toml")
PERIODS = _Periods.load(_DATA / "periods.toml")
RANGES = _Ranges.load(_DATA / "ranges.toml")
RANKS = _Ranks.load(_DATA / "ranks.toml")
RATES = _Rates.load(_DATA / "rates.toml")
RATIOS = _Ratios.load(_DATA / "ratios.toml")
SURROUNDINGS = _Surroundings.load(_DATA / "surroundings.toml")
UNITS = _Units.load(_DATA / "units.toml")
