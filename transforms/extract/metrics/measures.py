"""What a figure measures: the noun phrase it belongs to, and whose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from transforms.extract.metrics.bases import Base
from transforms.extract.metrics.changes import is_change
from transforms.extract.metrics.complements import FigureSurroundings
from transforms.extract.metrics.lexemes import Lexemes
from transforms.extract.metrics.outcomes import read_outcome, read_traded
from transforms.extract.metrics.phrases import NOUN, Phrase, is_time_noun, is_verb, phrase_ending_at, phrase_starting_at
from transforms.extract.metrics.quantity import Quantity, refers_back
from transforms.extract.metrics.subjects import is_speaking, subject_of, verb_before
from transforms.extract.metrics.vocabulary import words


@dataclass(slots=True)
class Measured:
    """The phrases of one figure: what is measured first, then whose."""

    phrases: list[Phrase] = field(default_factory=list)
    outcome: str | None = None  # "deaths" of "34 people died"
    is_own: bool = False  # said right behind the figure, so that the next figure does not share it


class MeasureReader(FigureSurroundings):
    """Reads the measures of the figures of one paragraph in order, since later ones lean on earlier ones."""

    def __init__(self, lexemes: Lexemes, quantities: list[Quantity], bases: Mapping[int, Base]) -> None:
        super().__init__(lexemes, quantities)
        self.bases = bases
        self.found: list[Measured] = []

    def read(self) -> list[Measured]:
        """One Measured a figure."""
        for n, quantity in enumerate(self.quantities):
            measured = self._name_change(n, self._measure(n))
            if quantity.kind in ("count", "number") and (outcome := read_outcome(self.doc, self.spans[n], quantity)):
                measured = replace(measured, outcome=outcome)
            elif traded := read_traded([self.doc[self.spans[n][1]], *(phrase[-1] for phrase in measured.phrases[:1])]):
                measured = replace(measured, outcome=traded)
            self.found.append(measured)
        for n in range(len(self.quantities) - 2, -1, -1):
            if self._shares_unit_of_next(n):
                self.found[n] = self.found[n + 1]  # "a 7- or 8-inch touchscreen"
        for n, base in self.bases.items():
            self._share(n, base.present)
        return self.found

    def _shares_unit_of_next(self, n: int) -> bool:
        quantity, after = self.spans[n], self.spans[n + 1]
        if "unit_of_next" not in self.quantities[n].rule or self.quantities[n].range_of:
            return False
        return self.lexemes.sentence_at(quantity[0]).start == self.lexemes.sentence_at(after[0]).start

    def _share(self, base: int, present: int) -> None:
        """Both ends of a change measure the same: what the first names, or what stands behind either."""
        named = self.found[base].phrases
        marker = self.lexemes.token_at(self.bases[base].marker).i
        if named and base > present and any(token.tag_ in NOUN for token in named[0] if token.i > marker):
            return  # "a loss of 4 million, against a profit of 2 million"
        earlier, later = sorted((base, present))
        of_both = self.found[later].is_own and self.lexemes.word(self.quantities[later].last + 1) == "of"
        source = later if of_both or not self.found[earlier].phrases else earlier
        self.found[base] = self.found[present] = self.found[source]

    def _name_change(self, n: int, measured: Measured) -> Measured:
        """What rises or falls: "sales" of "a drop in sales"; of ", a rise of 6 percent" what the one before is of."""
        if not self.quantities[n].direction or not measured.phrases:
            return measured
        phrase, *others = measured.phrases
        change = next((token for token in phrase if is_change(token)), None)
        if change is None:
            return measured
        rest = [token for token in phrase if token.i > change.i]
        if rest and rest[0].tag_ == "IN" and any(t.tag_ in NOUN and not t.ent_type_ for t in rest):
            return replace(measured, phrases=[rest[1:], *others])
        if rest or any(token.tag_ in NOUN for token in phrase if token.i < change.i):
            return measured  # "a price rise"
        opening = min(self.spans[n][0], phrase[0].i) - 1
        while opening > 0 and self.doc[opening].tag_ in ("DT", "JJ", "RB"):
            opening -= 1
        start = self.lexemes.sentence_at(self.spans[n][0]).start
        if self.doc[opening].text in (",", "-", "–", "—", "(") and n and self.spans[n - 1][0] >= start:
            return replace(self.found[n - 1], is_own=True)
        return replace(measured, phrases=others)

    def _measure(self, n: int) -> Measured:
        quantity, (first, last) = self.quantities[n], self.spans[n]
        if quantity.same_as is not None and quantity.same_as < n:
            return self.found[quantity.same_as]
        sentence = self.lexemes.sentence_at(first)
        floor, ceiling = self._floor(sentence.start), sentence.end
        if refers_back(self.lexemes, quantity):
            return Measured()
        own = self._behind(quantity, first, last, floor, ceiling)
        if own and quantity.kind == "percent" and own[-1].lower_ in words("measures", "economy", "nouns"):
            here = self._left_of(first, floor)
            holder = Measured()
            if here >= floor and not self._is_subject(n):
                holder = self._before(quantity.kind, here, first, floor)
            # "Debt was 60 percent of GDP"; a state that "spends 2 percent of GDP" is no measure.
            is_measure = bool(holder.phrases) and not holder.phrases[0][-1].ent_type_
            return holder if is_measure else Measured([own], is_own=True)
        if own:
            return Measured([own, *self._holder(quantity, first, floor, own)], is_own=True)
        if quantity.kind == "age" and "old" in quantity.rule:
            person = phrase_starting_at(self.doc, last + 1, ceiling, self.taken) if last + 1 < ceiling else []
            if person and person[0].tag_ in NOUN | {"JJ"} and person[-1].tag_ in ("NN", "NNP"):
                return Measured([person])  # "the 30-year-old driver"
            if self._is_person(n):
                return Measured()
        here = self._left_of(first, floor)
        if here >= floor and self.doc[here].lower_ == "of" and (named := self._of(here, floor)):
            return named
        if (quantity.kind != "age" or "old" in quantity.rule) and self._is_subject(n):
            return Measured()
        if n and self._continues(n):
            return self.found[n - 1]
        return self._before(quantity.kind, here, first, floor) if here >= floor else Measured()

    def _is_person(self, n: int) -> bool:
        """A figure that stands for its person: "arrested a 30-year-old", not "she is 30 years old"."""
        root = self.doc[self.spans[n][1]]
        return root.dep_ in ("dobj", "nsubj", "nsubjpass", "pobj", "conj")

    # ---- continuing the figure before
    def _continues(self, n: int) -> bool:
        """No new verb or noun phrase since the figure before: "8.15% to 3.65", "162.31 points, or 2.14%"."""
        quantity, previous = self.quantities[n], self.quantities[n - 1]
        start, end = self.spans[n - 1][1] + 1, self.spans[n][0]
        if (
            end - start > 14
            or self.lexemes.sentence_at(self.spans[n - 1][0]).start != self.lexemes.sentence_at(end).start
        ):
            return False
        if self.found[n - 1].is_own and quantity.kind != previous.kind:
            return False
        link = [token for token in self.doc[start:end] if not token.is_space]
        if not link:
            return quantity.kind == previous.kind
        return link[0].lower_ in words("measures", "continuation", "words") and not any(
            self._breaks(token) for token in link
        )

    def _breaks(self, token: Token) -> bool:
        lower, tag = token.lower_, token.tag_
        if tag in ("MD", "WDT", "WP") or lower in ("while", "with", "for", ";", "."):
            return True
        if is_verb(self.doc, token.i):
            return tag not in ("VB", "VBG") and lower not in ("compared", "up", "down")
        return tag in ("NNP", "NNPS", "NNS") and not is_time_noun(lower)

    # ---- before the figure
    def _before(self, kind: str, here: int, first: int, floor: int) -> Measured:
        token = self.doc[here]
        if (
            kind == "duration"
            and any(t.lower_ in ("over", "under") for t in self.doc[here + 1 : first])
            and self.doc[first - 1].lower_ != "over"
        ):
            return self._clause(first, floor)
        if token.tag_ in ("IN", "TO") or token.lower_ == "worth":
            return self._preposition(here, first, floor)
        if token.text in ("(", ":", "-", "--") or token.lower_ in ("up", "down"):
            return self._aside(here, floor)
        if token.text == "," and (self.doc[first - 1].lower_ in ("up", "down") or kind == "age"):
            return self._aside(here, floor)
        if token.tag_ in NOUN and here not in self.taken and not is_verb(self.doc, here):
            phrase = phrase_ending_at(self.doc, here, floor, self.taken)
            return Measured([phrase] if phrase else [])
        return self._clause(first, floor)

    def _is_subject(self, n: int) -> bool:
        """A figure that is itself the subject: "and eight other employees left"."""
        before = self.spans[n][0] - 1
        if before >= 0 and is_verb(self.doc, before) and self.quantities[n].kind != "count":
            return False  # "exports rose 5 percent and imports fell": parsers take the percent for a subject
        root = self.doc[max(self.spans[n][1], self.quantities[n].noun_last)]
        return root.dep_ in ("nsubj", "nsubjpass") and root.head.i > root.i

    def _of(self, here: int, floor: int) -> Measured | None:
        """ "a range of 2,000 km", "paid the sum of 3 million yen": the noun, and the subject when it is an object."""
        phrase = phrase_ending_at(self.doc, here - 1, floor, self.taken) if here > floor else []
        if not phrase:
            return None
        edge = phrase[0].i
        if edge - 2 >= floor and self.doc[edge - 1].lower_ == "with" and self.doc[edge - 2].tag_ in NOUN:
            owner = phrase_ending_at(self.doc, edge - 2, floor, self.taken)
            return Measured([phrase, *([owner] if owner else [])])
        verb = verb_before(self.doc, edge, floor)
        subject = subject_of(verb, floor, self.taken) if verb is not None else None
        if phrase[-1].lower_ in words("measures", "amount", "nouns") and subject:
            return Measured([subject])
        return Measured([phrase, *([subject] if subject else [])])

    def _preposition(self, here: int, first: int, floor: int) -> Measured:
        """ "grounding for three months", "revised its forecast to 5%", "priced at $799"."""
        doc, before = self.doc, here - 1
        while before >= floor and (doc[before].is_space or doc[before].lower_ in words("measures", "loose", "words")):
            before -= 1
        if before < floor or doc[before].tag_ not in NOUN or before in self.taken or is_verb(doc, before):
            return self._clause(here, floor)
        phrase = phrase_ending_at(doc, before, floor, self.taken)
        place = doc[before].ent_type_ in ("GPE", "LOC") and doc[here].lower_ in ("to", "at", "by", "from")
        if (
            not phrase
            or is_time_noun(doc[before].lower_)
            or (place and not any(token.dep_ == "dobj" for token in phrase))
            or (doc[here].lower_ in ("over", "in", "during") and first > here)
        ):
            return self._clause(here, floor)
        verb = verb_before(doc, phrase[0].i, floor)
        if verb is None:
            return Measured([phrase])
        in_phrase = phrase[0].i - 1 >= floor and doc[phrase[0].i - 1].tag_ in ("IN", "TO")
        if in_phrase and doc[here].lower_ in ("to", "at", "by", "from"):
            return self._clause(here, floor)
        subject = subject_of(verb, floor, self.taken) if not in_phrase and doc[here].lower_ != "worth" else None
        return Measured([phrase, *([subject] if subject else [])])

    def _aside(self, here: int, floor: int) -> Measured:
        """ "X (5.2%)", "X: $72", "X, down 68p": the noun phrase before the bracket or comma."""
        doc = self.doc
        while here >= floor and (
            doc[here].text in ("(", ":", ",", "-", "--") or doc[here].lower_ in ("up", "down") or doc[here].is_space
        ):
            here -= 1
        if here >= floor and doc[here].tag_ in NOUN and here not in self.taken:
            phrase = phrase_ending_at(doc, here, floor, self.taken)
            if phrase:
                return Measured([phrase])
        return self._clause(here + 1, floor)

    def _clause(self, at: int, floor: int) -> Measured:
        verb = verb_before(self.doc, at, floor)
        if verb is not None and is_speaking(verb, self.doc[at]):
            return Measured()
        subject = subject_of(verb, floor, self.taken) if verb is not None else None
        return Measured([subject] if subject else [])
