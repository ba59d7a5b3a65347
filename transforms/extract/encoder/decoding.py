"""From the network's scores to triggers, spans and labels, and how sure each is. Offsets count characters."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from transforms.extract.encoder import labels
from transforms.extract.encoder.session import Answers, Array, ask_anchors, ask_names, encode
from transforms.extract.encoder.windows import Bounds, Window, read_windows
from transforms.extract.rows import DateExpression

# A word is a trigger if "none" is less likely than this; a word belongs to a role if that is more likely than this.
# Set on the dev passages.
NONE_BELOW = 0.45
ROLE_ABOVE = dict.fromkeys(labels.ROLES, 0.5) | {"measure": 0.35, "source": 0.4, "place": 0.4, "time": 0.35}


@dataclass(frozen=True, slots=True)
class ScoredSpan:
    """Characters of the text and the mean probability of their words."""

    start: int
    end: int
    probability: float


def first_date(spans: Sequence[ScoredSpan], dates: Iterable[DateExpression]) -> DateExpression | None:
    """The first expression with known days under the likeliest span that has one."""
    known = [date for date in dates if date.date_start is not None]
    likely = sorted(spans, key=lambda span: -span.probability)
    return next((d for span in likely for d in known if d.start < span.end and span.start < d.end), None)


def spell_span(text: str, span: ScoredSpan) -> str:
    """The words of a span, each white space one blank."""
    return " ".join(text[span.start : span.end].split())


# What may stand before the name of a speaker.
_ARTICLES = ("the ", "a ", "an ")


def spell_source(text: str, spans: Sequence[ScoredSpan]) -> str | None:
    """Who says so, as the text writes it but for its article; None in the paper's own voice."""
    for span in spans:
        words = spell_span(text, span)
        article = next((article for article in _ARTICLES if f"{words.lower()} ".startswith(article)), "")
        if len(words) >= len(article):
            return words[len(article) :]
    return None


@dataclass(frozen=True, slots=True)
class Side:
    """A participant's phrase. ``owner`` is the code of the side it belongs to, None when open."""

    role: str
    span: ScoredSpan
    sector: str | None
    owner: str | None
    owner_probability: float


@dataclass(slots=True)
class ReadTrigger:
    """What the encoder says of one act; ``scores`` are the probabilities of its labels, by name, and the doubt (in
    words) of each role."""

    start: int
    end: int
    type: str
    mode: str | None
    modality: str
    polarity: str
    scores: dict[str, float]
    sides: list[Side] = field(default_factory=list)
    spans: dict[str, list[ScoredSpan]] = field(default_factory=dict)


@dataclass(slots=True)
class ReadNumber:
    """What the encoder says of one number: ``weight`` is figure, minor or none; ``spans`` by role, in text order."""

    weight: str
    statistic: str
    direction: str | None
    reality: str
    scores: dict[str, float]
    from_country: str | None = None
    to_country: str | None = None
    spans: dict[str, list[ScoredSpan]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EncodedWindow:
    """A window with its vectors (length, width) and the probabilities of types and of tags of names."""

    window: Window
    vectors: Array
    types: Array
    tags: Array


@dataclass(frozen=True, slots=True)
class EncodedText:
    """A text after its one pass through the encoder; ``starts`` are those of its sentences."""

    text: str
    starts: list[int]
    windows: list[EncodedWindow]


def encode_text(text: str, sentences: Sequence[Bounds]) -> EncodedText:
    """Run ``text`` through the encoder. Every answer depends on the text alone, never on what is read beside it."""
    windows = [EncodedWindow(w, *encode(w.ids, w.cases)) for w in read_windows(text, sentences)]
    return EncodedText(text, [start for start, _ in sentences], windows)


def find_names(encoded: EncodedText) -> Iterator[tuple[int, int, str, float]]:
    """Names in text order: first character, end, kind (``labels.NAMES``) and the mean probability of their tags."""
    for read in encoded.windows:
        window, run = read.window, list[int]()
        kind = ""
        for k in range(window.own, window.length):
            tag = labels.TAGS[int(read.tags[k].argmax())] if window.is_first[k] else ""
            goes_on = bool(run) and tag == f"I-{kind}"
            if run and not goes_on and (tag or k + 1 == window.length):
                sure = float(read.tags[run].max(-1).mean())
                yield window.offsets[run[0]][0], window.word_end(run[-1]), kind, sure
                run = []
            if goes_on or tag not in ("", "O"):
                run, kind = [*run, k], tag[2:]


@dataclass(slots=True)
class Understanding:
    """All triggers of a text in text order, and one entry for each number asked about (None if it was not reached)."""

    triggers: list[ReadTrigger] = field(default_factory=list)
    numbers: list[ReadNumber | None] = field(default_factory=list)


def understand(encoded: EncodedText, numbers: Sequence[Bounds], names: Sequence[tuple[Bounds, str]]) -> Understanding:
    """The acts of a text and what its numbers mean. ``numbers`` are the characters of numbers; ``names`` those of names
    with a country code."""
    found = Understanding(numbers=[None] * len(numbers))
    for read in encoded.windows:
        window, vectors = read.window, read.vectors
        triggers = list(_find_triggers(window, read.types))
        begin, end = window.offsets[window.own][0], window.offsets[-2][1]
        asked = [
            (n, [k for k in window.pieces(a, b) if k >= window.own])
            for n, (a, b) in enumerate(numbers)
            if begin <= a < end
        ]
        asked = [(n, pieces) for n, pieces in asked if pieces and found.numbers[n] is None]
        anchors = [(0, pieces) for pieces, _, _ in triggers] + [(1, pieces) for _, pieces in asked]
        if not anchors:
            continue
        answers = ask_anchors(vectors, anchors)
        scopes = _Scopes(window, encoded.starts)
        acts = [
            _read_trigger(window, scopes, answers, row, pieces, type_no, p)
            for row, (pieces, type_no, p) in enumerate(triggers)
        ]
        figures = [
            _read_number(window, scopes, answers, row, pieces) for row, (_, pieces) in enumerate(asked, len(triggers))
        ]
        _ask_names(window, vectors, acts, list(zip(figures, (pieces for _, pieces in asked), strict=True)), names)
        found.triggers += acts
        for (n, _), figure in zip(asked, figures, strict=True):
            found.numbers[n] = figure
    return found


def weigh_words(encoded: EncodedText) -> Iterator[tuple[int, int, str, float]]:
    """Every word: its characters, its likeliest type of act and the probability that it names one at all."""
    for read in encoded.windows:
        window, types = read.window, read.types
        for k in range(window.own, window.length - 1):
            if window.is_first[k]:
                kind = labels.TYPES[int(types[k, 1:].argmax())]
                yield window.offsets[k][0], window.word_end(k), kind, float(1 - types[k, 0])


class _Scopes:
    """For an anchor: the pieces of its sentence, of that and the sentence before, or of the whole window."""

    def __init__(self, window: Window, starts: Sequence[int]) -> None:
        self._of_piece = [bisect_right(starts, start) - 1 for start, _ in window.offsets]
        self._range: dict[int, tuple[int, int]] = {}
        for k in range(1, window.length - 1):
            low, _ = self._range.get(self._of_piece[k], (k, k))
            self._range[self._of_piece[k]] = (low, k + 1)

    def around(self, piece: int, role: str, with_before: bool) -> range:
        """The pieces that ``role`` of an anchor at ``piece`` may take."""
        if role in labels.WIDE_ROLES:
            return range(1, len(self._of_piece) - 1)
        number = self._of_piece[piece]
        low, high = self._range[number]
        return range(self._range.get(number - 1, (low, high))[0] if with_before else low, high)


def _find_triggers(window: Window, types: Array) -> Iterator[tuple[list[int], int, float]]:
    """Runs of words of one type: (pieces, type, probability of the type)."""
    run: list[int] = []
    current = 0
    for k in range(window.own, window.length - 1):
        if not window.is_first[k]:
            continue
        chosen = int(types[k, 1:].argmax()) + 1 if types[k, 0] < NONE_BELOW else 0
        if chosen != current and run:
            yield run, current, float(types[run, current].mean())
            run = []
        if chosen:
            run = [*run, k]
        current = chosen
    if run:
        yield run, current, float(types[run, current].mean())


def _spans(window: Window, answers: Answers, row: int, role: str, pieces: range) -> list[ScoredSpan]:
    """Runs of neighbouring words that are likely enough in the role."""
    probabilities = answers.roles[row, :, labels.ROLES.index(role)]
    found: list[ScoredSpan] = []
    run: list[int] = []
    for k in [k for k in pieces if window.is_first[k]]:
        if probabilities[k] > ROLE_ABOVE[role]:
            run.append(k)
        elif run:
            found.append(_span(window, run, probabilities))
            run = []
    return [*found, _span(window, run, probabilities)] if run else found


def _doubt(window: Window, answers: Answers, row: int, role: str, pieces: range) -> float:
    """How many words of ``pieces`` one must expect to be wrongly in or out of the role."""
    words = [k for k in pieces if window.is_first[k]]
    probabilities = answers.roles[row, words, labels.ROLES.index(role)]
    return float(np.minimum(probabilities, 1 - probabilities).sum())


def _span(window: Window, run: list[int], probabilities: Array) -> ScoredSpan:
    return ScoredSpan(window.offsets[run[0]][0], window.word_end(run[-1]), float(probabilities[run].mean()))


def _choose(choices: Sequence[str | None], probabilities: Array) -> tuple[str | None, float]:
    best = int(probabilities.argmax())
    return choices[best], float(probabilities[best])


def _read_trigger(
    window: Window, scopes: _Scopes, answers: Answers, row: int, pieces: list[int], type_no: int, probability: float
) -> ReadTrigger:
    modality, p_modality = _choose(labels.MODALITIES, answers.modality[row])
    polarity, p_polarity = _choose(labels.POLARITIES, answers.polarity[row])
    mode, p_mode = _choose(labels.read_modes(), answers.mode[row])
    act = ReadTrigger(
        window.offsets[pieces[0]][0], window.word_end(pieces[-1]), labels.TYPES[type_no - 1],
        mode, str(modality), str(polarity),
        {"type": probability, "modality": p_modality, "polarity": p_polarity, "mode": p_mode},
    )  # fmt: skip
    for role in labels.MOVEMENT_ROLES:
        scope = scopes.around(pieces[0], role, with_before=False)
        act.spans[role] = _spans(window, answers, row, role, scope)
        act.scores[f"doubt of {role}"] = _doubt(window, answers, row, role, scope)
    return act


def _ask_names(
    window: Window,
    vectors: Array,
    acts: list[ReadTrigger],
    figures: list[tuple[ReadNumber, list[int]]],
    names: Sequence[tuple[Bounds, str]],
) -> None:
    """Sector and owner of every participant's phrase of the window, and the countries of its figures' flows."""
    phrases = [(act, role, span) for act in acts for role in ("actor", "recipient") for span in act.spans[role]]
    askers = [window.pieces(span.start, span.end) for _, _, span in phrases] + [pieces for _, pieces in figures]
    if not askers:
        return
    begin, end = window.offsets[1][0], window.offsets[-2][1]
    inside = [(window.pieces(*span), code) for span, code in names if begin <= span[0] and span[1] <= end]
    inside = [(pieces, code) for pieces, code in inside if pieces]
    answers = ask_names(vectors, askers, [pieces for pieces, _ in inside])
    codes: list[str | None] = [code for _, code in inside] or [None]
    for n, (act, role, span) in enumerate(phrases):
        owner, sure = _choose_code([*labels.OWNERS, *codes], answers.owner[n])
        act.sides.append(Side(role, span, _choose(labels.SECTORS, answers.sector[n])[0], owner, sure))
    for n, (figure, _) in enumerate(figures, len(phrases)):
        figure.from_country = _choose_code([None, *codes], answers.origin[n])[0]
        figure.to_country = _choose_code([None, *codes], answers.target[n])[0]


def _choose_code(codes: Sequence[str | None], probabilities: Array) -> tuple[str | None, float]:
    """The likeliest code; names of one country speak for it together."""
    shares: dict[str | None, float] = {}
    for code, probability in zip(codes, probabilities, strict=True):
        shares[code] = shares.get(code, 0.0) + float(probability)
    best = max(shares, key=lambda code: shares[code])
    return best, shares[best]


def _read_number(window: Window, scopes: _Scopes, answers: Answers, row: int, pieces: list[int]) -> ReadNumber:
    weight, p_weight = _choose(labels.WEIGHTS_OF_NUMBERS, answers.number[row])
    statistic, p_statistic = _choose(labels.STATISTICS, answers.statistic[row])
    direction, p_direction = _choose(labels.DIRECTIONS, answers.direction[row])
    reality, p_reality = _choose(labels.REALITIES, answers.reality[row])
    scores = {"number": p_weight, "statistic": p_statistic, "direction": p_direction, "reality": p_reality}
    number = ReadNumber(str(weight), str(statistic), direction, str(reality), scores)
    for role in labels.FIGURE_ROLES:
        scope = scopes.around(pieces[0], role, with_before=True)
        number.spans[role] = _spans(window, answers, row, role, scope)
        number.scores[f"doubt of {role}"] = _doubt(window, answers, row, role, scope)
    return number
