"""What a figure measures: the noun phrase it belongs to, and whose."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc

from transforms.extract.metrics.lexemes import Lexemes
from transforms.extract.metrics.phrases import (
    Phrase,
    phrase_ending_at,
    phrase_starting_at,
    subject_of,
    verb_before,
)
from transforms.extract.metrics.quantities import Quantity
from transforms.extract.metrics.tokens import token_span
from transforms.extract.metrics.vocabulary import words

_NOUN = frozenset(["NN", "NNS", "NNP", "NNPS"])


@dataclass(slots=True)
class Measured:
    """The phrases of one figure: what is measured first, then whose."""

    phrases: list[Phrase] = field(default_factory=list)
    is_own: bool = False  # said right at the figure, not carried from the figure before


class MeasureReader:
    """Reads the measures of the figures of one paragraph in order, since later ones lean on earlier ones."""

    def __init__(self, lexemes: Lexemes, quantities: list[Quantity]) -> None:
        self.lexemes, self.quantities, self.doc = lexemes, quantities, lexemes.doc
        self.spans = [token_span(lexemes, quantity) for quantity in quantities]
        self.taken = {i for q, (first, last) in zip(quantities, self.spans, strict=True) for i in _taken(q, first, last)}
        self.found: list[Measured] = []

    def read(self) -> list[Measured]:
        """One Measured a figure."""
        for n in range(len(self.quantities)):
            self.found.append(self._measure(n))
        return self.found

    def _measure(self, n: int) -> Measured:
        quantity, (first, last) = self.quantities[n], self.spans[n]
        if quantity.same_as is not None and quantity.same_as < n:
            return self.found[quantity.same_as]
        sentence = self.doc[first].sent
        floor, ceiling = sentence.start, sentence.end
        own = self._behind(quantity, last, ceiling)
        if own:
            return Measured([own, *self._holder(n, first, floor, own)], is_own=True)
        if n and self._continues(n):
            return self.found[n - 1]
        return self._before(n, first, floor)

    # ---- behind the figure
    def _behind(self, quantity: Quantity, last: int, ceiling: int) -> Phrase:
        """ "8.5 kW system", "60 per cent of its revenue", "$12,000 for a new roof"."""
        doc, here = self.doc, last + 1
        while here < ceiling and (doc[here].is_space or doc[here].text in ("-", "US")):
            here += 1
        if here >= ceiling or here in self.taken:
            return []
        token = doc[here]
        wanted = words("measures", "complement", "money" if quantity.kind == "money" else "other")
        if quantity.kind == "count":
            return phrase_starting_at(doc, here + 1, ceiling, self.taken) if token.lower_ == "of" and self._opens(quantity) else []
        if token.lower_ in wanted:
            return self._complement(quantity, here, ceiling)
        if quantity.kind in ("money", "percent", "times") and token.tag_ in ("NN", "NNS", "JJ", "NNP") or (
            quantity.unit and quantity.kind not in ("age", "duration", "number") and token.tag_ in _NOUN | {"JJ", "CD"}
        ):
            phrase = phrase_starting_at(doc, here, ceiling, self.taken)
            if token.tag_ == "NNP" and quantity.kind in ("money", "percent") and quantity.first == 0:
                return []
            return phrase if token.lower_ not in ("higher", "lower", "more", "less", "long", "wide", "high", "tall", "deep", "last", "next", "this") else []
        return []

    def _complement(self, quantity: Quantity, here: int, ceiling: int) -> Phrase:
        phrase = phrase_starting_at(self.doc, here + 1, ceiling, self.taken)
        if not phrase or quantity.number.form == "fraction" and phrase[0].lower_ in ("those", "these", "them"):
            return []
        nouns = [token for token in phrase if token.tag_ in _NOUN]
        if self.doc[here].lower_ in ("in", "for") and (not nouns or nouns[0].ent_type_ in ("GPE", "LOC", "DATE") or _is_date(nouns[0].lower_)):
            return []
        return phrase

    def _opens(self, quantity: Quantity) -> bool:
        """A counted noun that opens its clause: "Five seasons of Sesame Street will join"."""
        first = self.lexemes.token_at(quantity.first).i
        return first == 0 or self.doc[first].is_sent_start or self.doc[first - 1].text in (",", "and", ".") or self.doc[first].dep_ == "nsubj"

    def _holder(self, n: int, first: int, floor: int, own: Phrase) -> list[Phrase]:
        """Whose: the subject of the clause when the figure is its object, or when a pronoun points back to it."""
        quantity = self.quantities[n]
        points_back = any(token.tag_ == "PRP$" for token in own)
        if quantity.unit == "percent" and self.doc[own[0].i - 1].lower_ == "of" and not points_back:
            return []
        if quantity.number.form == "fraction":
            return []
        verb = verb_before(self.doc, first, floor)
        subject = subject_of(verb, floor, self.taken) if verb is not None else None
        return [subject] if subject else []

    # ---- continuing the figure before
    def _continues(self, n: int) -> bool:
        """No new verb or noun phrase since the figure before: "8.15% to 3.65", "162.31 points, or 2.14%"."""
        quantity, start, end = self.quantities[n], self.spans[n - 1][1] + 1, self.spans[n][0]
        previous = self.quantities[n - 1]
        if end - start > 14 or self.doc[self.spans[n - 1][0]].sent.start != self.doc[end].sent.start:
            return False
        if self.found[n - 1].is_own and not (quantity.unit == previous.unit or previous.kind == quantity.kind):
            return False
        between = self.doc[start:end]
        link = [t for t in between if not t.is_space]
        if not link:
            return quantity.kind == previous.kind
        if link[0].lower_ in ("from", "to", "up", "down", "or", "versus", "against", "-", ",", "(", "and", "at", "in", "on", "compared", "of", "over", ")"):
            return not any(self._breaks(t) for t in link)
        return False

    def _breaks(self, token: object) -> bool:
        tag, lower = token.tag_, token.lower_  # type: ignore[attr-defined]
        if tag in ("VBD", "VBZ", "VBP", "MD", "WDT", "WP") or lower in ("while", "with", "for", ";", "."):
            return True
        return tag in ("NNP", "NN", "NNS") and not _is_date(lower) and token.ent_type_ not in ("DATE", "GPE") and tag != "NN"  # type: ignore[attr-defined]

    # ---- before the figure
    def _before(self, n: int, first: int, floor: int) -> Measured:
        doc, here = self.doc, first - 1
        filler = words("measures", "filler", "words")
        while here >= floor and (doc[here].lower_ in filler or doc[here].is_space or doc[here].text in ("~", "$")):
            if doc[here].lower_ == "at" and doc[here + 1].lower_ not in ("least", "most"):
                break
            here -= 1
        if here < floor:
            return Measured()
        token = doc[here]
        if token.lower_ == "of":
            return self._of(n, here, floor)
        if token.tag_ in ("IN", "TO") or token.lower_ == "worth":
            return self._preposition(here, floor)
        if token.text in ("(", ":", ",", "-", "--") or token.lower_ in ("up", "down"):
            return self._aside(here, floor)
        if token.tag_ in _NOUN and here not in self.taken:
            phrase = phrase_ending_at(doc, here, floor, self.taken)
            return Measured([phrase] if phrase else [])
        return self._clause(first, floor)

    def _of(self, n: int, here: int, floor: int) -> Measured:
        """ "a range of 2,000 km", "paid the sum of 333.6 million yen": the noun, and the subject when it is an object."""
        phrase = phrase_ending_at(self.doc, here - 1, floor, self.taken) if here > floor else []
        if not phrase:
            return self._clause(here, floor)
        verb = verb_before(self.doc, phrase[0].i, floor)
        subject = subject_of(verb, floor, self.taken) if verb is not None else None
        if phrase[-1].lower_ in words("measures", "amount", "nouns") and subject:
            return Measured([subject])
        return Measured([phrase, *([subject] if subject else [])])

    def _preposition(self, here: int, floor: int) -> Measured:
        doc = self.doc
        before = here - 1
        while before >= floor and (doc[before].is_space or doc[before].lower_ in ("up", "down", "close", "ranging", "starting", "lower", "higher")):
            before -= 1
        attached = doc[here].head.tag_ in _NOUN and doc[here].lower_ not in ("to", "at", "by")
        if before >= floor and doc[before].tag_ in _NOUN and before not in self.taken:
            verb = verb_before(doc, here, floor)
            if attached or verb is None or doc[here].lower_ in ("for", "with", "between", "worth"):
                phrase = phrase_ending_at(doc, before, floor, self.taken)
                if phrase and not all(_is_date(t.lower_) or t.tag_ in ("DT", "CD") for t in phrase):
                    return Measured([phrase])
        return self._clause(here, floor)

    def _aside(self, here: int, floor: int) -> Measured:
        """ "X (5.2%)", "X: $72", "X, down 68p": the noun phrase before the bracket or comma."""
        doc = self.doc
        while here >= floor and (doc[here].text in ("(", ":", ",", "-", "--") or doc[here].lower_ in ("up", "down") or doc[here].is_space):
            here -= 1
        if here >= floor and doc[here].tag_ in _NOUN and here not in self.taken:
            phrase = phrase_ending_at(doc, here, floor, self.taken)
            if phrase:
                return Measured([phrase])
        return self._clause(here + 1, floor)

    def _clause(self, at: int, floor: int) -> Measured:
        verb = verb_before(self.doc, at, floor)
        if verb is None:
            return Measured()
        subject = subject_of(verb, floor, self.taken)
        return Measured([subject] if subject else [])


def _taken(quantity: Quantity, first: int, last: int) -> range:
    """Tokens no other phrase may hold. A counted noun stays free: "the five launches will offer 435 homes"."""
    return range(first, (first if quantity.kind == "count" else last + 1))


def _is_date(lower: str) -> bool:
    return lower in words("measures", "skip", "words") or lower in ("year", "week", "quarter", "day", "spring", "summer", "autumn", "winter")


def spell_measure(measured: Measured, doc: Doc) -> str | None:
    """Content words, "interest rate, Britain"; ``None`` when nothing is measured by name."""
    spelled = [text for phrase in measured.phrases if (text := _spell(phrase))]
    return ", ".join(dict.fromkeys(spelled)) or None


def _spell(phrase: Phrase) -> str:
    skip_tags, skip_words = words("measures", "skip", "tags"), words("measures", "skip", "words")
    text = ""
    for n, token in enumerate(phrase):
        tied = token.text == "-" or (n and phrase[n - 1].text == "-" and not phrase[n - 1].whitespace_)
        if tied and text and not phrase[n - 1].whitespace_:
            text += token.text
        elif token.tag_ not in skip_tags and token.lower_ not in skip_words and (token.text[0].isalnum() or token.tag_ == "CD"):
            text += (" " if text else "") + token.text
    return text.strip("- ")
