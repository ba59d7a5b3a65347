"""What the readers of one document give each other, and what leaves the worker.

All offsets are Unicode code points into the text that was parsed; ``text[start:end]`` is the row's ``text``.
Rows are plain values (no spaCy objects), so that they outlive ``nlp.memory_zone()`` and travel between processes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from transforms.extract.trace import Trace


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the document's text: ``headline``, ``body`` or ``caption`` (with the date of its photo)."""

    name: str
    start: int
    end: int
    taken_on: date | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What is known about a document besides its text. ``publisher_country`` is ISO 3166-1 alpha-3.

    ``datelines`` are the first and last character offsets of the datelines, which stand in paragraphs of their own.
    ``trace`` takes down what the readers decide; a context is for one reading of one text.
    """

    published_on: date | None = None
    publisher_country: str | None = None
    parts: tuple[Part, ...] = ()
    datelines: tuple[tuple[int, int], ...] = ()
    trace: Trace = field(default_factory=Trace, compare=False)


@dataclass(slots=True)
class Sentence:
    """One sentence: ``part`` is the name of the document part it lies in."""

    sentence_no: int
    part: str
    start: int
    end: int


@dataclass(slots=True)
class Mention:
    """A name in the text. ``entity_id`` is null when it is ambiguous; ``linked_by`` names the method or the reason."""

    start: int
    end: int
    text: str
    kind: str
    name: str | None = None
    entity_id: str | None = None
    country: str | None = None
    sector: str | None = None
    linked_by: str = "none"
    sentence_no: int = -1


@dataclass(slots=True)
class Reference:
    """A pronoun or description ("he", "the Chinese leader") that surely stands for a named mention; never a row."""

    start: int
    end: int
    text: str
    mention: Mention


@dataclass(slots=True)
class NamesReading:
    """The mentions of a document, in text order, and the references to them."""

    mentions: list[Mention] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)


@dataclass(slots=True)
class DateExpression:
    """A date in the text. ``value`` is TIMEX3, null when unresolved; ``basis`` is explicit, relative or none."""

    start: int
    end: int
    text: str
    value: str | None
    grain: str | None
    basis: str
    date_start: date | None = None
    date_end: date | None = None
    rule: str = ""
    sentence_no: int = -1


@dataclass(frozen=True, slots=True)
class Told:
    """What the words beside a figure say, so that the encoder is not asked; no column.

    ``statistic``: level or change, and which way. ``period``: it has no date but the one beside it.
    """

    statistic: bool = False
    period: bool = False


@dataclass(slots=True)
class Metric:
    """A number with meaning: the columns of core.metrics, without ids."""

    start: int
    end: int
    text: str
    kind: str
    value: float | None = None
    value_low: float | None = None
    value_high: float | None = None
    unit: str | None = None
    value_si: float | None = None
    value_low_si: float | None = None
    value_high_si: float | None = None
    unit_si: str | None = None
    value_usd: float | None = None
    usd_rate_day: date | None = None
    modifier: str | None = None
    statistic: str | None = None
    direction: str | None = None
    measure: str | None = None
    from_country: str | None = None
    to_country: str | None = None
    subject: Mention | None = None
    told: Told = Told()
    period_start: date | None = None
    period_end: date | None = None
    period_basis: str = "none"
    compared_start: date | None = None
    compared_end: date | None = None
    comparison: str | None = None
    compared_with: str | None = None
    compared_value: float | None = None
    same_as: int | None = None
    attributed_to: str | None = None
    reality: str = "reported"
    movement: int | None = None
    confidence: float | None = None
    rule: str = ""
    sentence_no: int = -1


@dataclass(slots=True)
class Participant:
    """Who took part in a movement: ``role`` is actor or recipient; ``mention`` is null for an unnamed one."""

    role: str
    ordinal: int
    text: str
    start: int
    end: int
    mention: Mention | None = None
    country: str | None = None
    sector: str | None = None


@dataclass(slots=True)
class Movement:
    """Who did what to whom: the columns of core.movements, without ids. ``start``/``end`` span the trigger."""

    start: int
    end: int
    text: str
    type: str
    mode: str | None = None
    modality: str = "actual"
    polarity: str = "positive"
    cue: str | None = None
    date_start: date | None = None
    date_end: date | None = None
    date_grain: str | None = None
    date_basis: str = "none"
    place: str | None = None
    place_country: str | None = None
    place_basis: str = "none"
    attributed_to: str | None = None
    is_reciprocal: bool = False
    confidence: float = 0.5
    rule: str = ""
    sentence_no: int = -1
    participants: list[Participant] = field(default_factory=list)


@dataclass(slots=True)
class Passage:
    """A stretch of the text and its words."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class Statement:
    """Who said what: ``start``/``end`` span the cue, ``content`` has the parts of what is said in text order.

    ``whole`` goes from the first part to the last; speaker and cue may stand between them. ``speaker`` is null when the
    text names nobody; ``mention`` is the name that the speaker stands for.
    """

    start: int
    end: int
    text: str
    kind: str
    whole: Passage
    content: list[Passage]
    speaker: Passage | None = None
    mention: Mention | None = None
    country: str | None = None
    sector: str | None = None
    modality: str = "actual"
    polarity: str = "positive"
    rule: str = ""
    sentence_no: int = -1


@dataclass(slots=True)
class Reading:
    """Everything read out of one text."""

    sentences: list[Sentence] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    dates: list[DateExpression] = field(default_factory=list)
    metrics: list[Metric] = field(default_factory=list)
    movements: list[Movement] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    trace: Trace = field(default_factory=Trace)
