"""What a figure measures: the noun phrase it belongs to, and whose."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from transforms.extract.metrics.lexemes import Lexemes
from transforms.extract.metrics.phrases import (
    NOUN,
    Phrase,
    is_time_noun,
    is_verb,
    phrase_ending_at,
    phrase_starting_at,
    subject_of,
    verb_before,
)
from transforms.extract.metrics.quantities import Quantity
from transforms.extract.metrics.tokens import token_span
from transforms.extract.metrics.vocabulary import words
from transforms.extract.rows import Mention


@dataclass(slots=True)
class Measured:
    """The phrases of one figure: what is measured first, then whose."""

    phrases: list[Phrase] = field(default_factory=list)
    is_own: bool = False  # said right behind the figure, so that the next figure does not share it


class MeasureReader:
    """Reads the measures of the figures of one paragraph in order, since later ones lean on earlier ones."""

    def __init__(self, lexemes: Lexemes, quantities: list[Quantity]) -> None:
        self.lexemes, self.quantities, self.doc = lexemes, quantities, lexemes.doc
        self.spans = [token_span(lexemes, quantity) for quantity in quantities]
        self.taken = {
            i
            for q, span in zip(quantities, self.spans, strict=True)
            if _holds(q, self.doc)
            for i in range(span[0], span[1] + 1)
        }
        self.found: list[Measured] = []

    def read(self) -> list[Measured]:
        """One Measured a figure."""
        for n in range(len(self.quantities)):
            self.found.append(self._measure(n))
        for n in range(len(self.quantities) - 2, -1, -1):
            if "unit_of_next" in self.quantities[n].rule:
                self.found[n] = self.found[n + 1]  # "a 7- or 8-inch touchscreen"
        return self.found

    def _measure(self, n: int) -> Measured:
        quantity, (first, last) = self.quantities[n], self.spans[n]
        if quantity.same_as is not None and quantity.same_as < n:
            return self.found[quantity.same_as]
        sentence = self.lexemes.sentence_at(first)
        floor, ceiling = self._floor(sentence.start), sentence.end
        own = self._behind(quantity, first, last, floor, ceiling)
        if own:
            return Measured([own, *self._holder(quantity, first, floor, own)], is_own=True)
        here = self._left_of(first, floor)
        if here >= floor and self.doc[here].lower_ == "of" and (named := self._of(here, floor)):
            return named
        if (quantity.kind != "age" or "old" in quantity.rule) and self._is_subject(n):
            return Measured()
        if n and self._continues(n):
            return self.found[n - 1]
        return self._before(here, first, floor) if here >= floor else Measured()

    def _floor(self, start: int) -> int:
        """Where the sentence begins; parsers also split where no mark stands."""
        begin = self.lexemes.token_at(0).i
        for _ in range(3):
            before = next((t for t in reversed(self.doc[max(begin, start - 3) : start]) if not t.is_space), None)
            if start <= begin or before is None or before.text in ".?!:;”" or "\n" in self.doc[start - 1].text:
                return start
            start = self.lexemes.sentence_at(before.i).start
        return start

    # ---- behind the figure
    def _behind(self, quantity: Quantity, first: int, last: int, floor: int, ceiling: int) -> Phrase:
        """ "8.5 kW system", "60 per cent of its revenue", "$12,000 for a new roof"."""
        doc, here = self.doc, last + 1
        while here < ceiling and (
            doc[here].is_space or doc[here].text == "-" or (here in self.taken and here == last + 1)
        ):
            here += 1
        if here < ceiling and here - 1 in self.taken and here - 1 > last:  # "640bhp 5.2 litre V10 engine"
            while here < ceiling and here in self.taken:
                here += 1
        if here >= ceiling or here in self.taken:
            return []
        token = doc[here]
        if quantity.kind == "count":
            opens = token.lower_ == "of" and self._opens(quantity)
            return phrase_starting_at(doc, here + 1, ceiling, self.taken) if opens else []
        kind = quantity.kind if quantity.kind in ("money", "percent") else "other"
        if token.lower_ in words("measures", "complement", kind):
            return self._complement(quantity, here, ceiling)
        if (
            quantity.unit is None
            or quantity.kind in ("age", "duration", "points")
            or token.lower_ in words("measures", "apposed", "words")
        ):
            return []
        article = first > floor and doc[first - 1].lower_ in ("a", "an", "the")
        if token.tag_ not in NOUN | {"JJ", "CD"} or is_verb(doc, here):
            return [token] if article and token.tag_ in ("VB", "VBP", "VBZ") else []  # "a 750 meter swim"
        phrase = phrase_starting_at(doc, here, ceiling, self.taken, "noun")
        if not phrase or is_time_noun(phrase[0].lower_) or (token.tag_ == "NNP" and doc[first].is_sent_start):
            return []
        return self._joined_name(first, floor) + phrase

    def _joined_name(self, first: int, floor: int) -> Phrase:
        """What stands between the article and the figure: "the ATV Madness 2.4Ghz toy", "a larger 570 sq m space"."""
        here = first - 1
        while (
            here >= floor
            and here not in self.taken
            and self.doc[here].tag_ in ("NNP", "NNPS", "NN", "NNS", "JJ", "JJR", "JJS", "HYPH")
        ):
            if is_verb(self.doc, here):
                return []
            here -= 1
        opened = here >= floor and self.doc[here].tag_ in ("DT", "PRP$") and here + 1 < first
        return list(self.doc[here + 1 : first]) if opened else []

    def _complement(self, quantity: Quantity, here: int, ceiling: int) -> Phrase:
        phrase = phrase_starting_at(self.doc, here + 1, ceiling, self.taken)
        if not phrase or (quantity.number.form == "fraction" and phrase[0].lower_ in ("those", "these", "them")):
            return []
        nouns = [token for token in phrase if token.tag_ in NOUN]
        dated = is_time_noun(nouns[-1].lower_) or nouns[0].ent_type_ in ("GPE", "LOC")
        named = nouns[-1].tag_ == "NNS" or phrase[-1].lower_ in words("measures", "complement", "mass")
        if self.doc[here].lower_ == "in" and (dated or not named):
            return []
        return [] if self.doc[here].lower_ == "for" and is_time_noun(nouns[-1].lower_) else phrase

    def _opens(self, quantity: Quantity) -> bool:
        """A counted noun that opens its clause: "Five seasons of Sesame Street will join"."""
        token = self.lexemes.token_at(quantity.first)
        return (
            token.i == 0
            or token.is_sent_start
            or token.nbor(-1).text in (",", "and", ".")
            or "combined" in token.nbor(-1).text
        )

    def _holder(self, quantity: Quantity, first: int, floor: int, own: Phrase) -> list[Phrase]:
        """Whose: the subject of the clause when the figure is its object, or when a pronoun points back to it."""
        link = self.doc[own[0].i - 1].lower_
        points_back = any(token.tag_ == "PRP$" for token in own)
        if (
            quantity.number.form == "fraction"
            or link == "for"
            or (link in ("of", "in") and not points_back and quantity.kind == "percent")
        ):
            return []
        here = self._left_of(first, floor)
        if (
            here > floor
            and self.doc[here].tag_ in ("IN", "TO")
            and self.doc[here - 1].tag_ in NOUN
            and here - 1 not in self.taken
        ):
            governor = phrase_ending_at(self.doc, here - 1, floor, self.taken)
            if governor and not points_back and governor[-1].lower_ not in words("measures", "amount", "nouns"):
                return [governor]  # "the strength of the 500 sq m office market"
        verb = verb_before(self.doc, first, floor)
        subject = subject_of(verb, floor, self.taken) if verb is not None else None
        relative = verb is not None and any(t.tag_ in ("WDT", "WP") for t in self.doc[max(floor, verb.i - 2) : verb.i])
        return [subject] if subject and not relative else []

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
    def _left_of(self, first: int, floor: int) -> int:
        """The first token left of the figure that is neither bound nor article."""
        doc, here, filler = self.doc, first - 1, words("measures", "filler", "words")
        while here >= floor:
            token = doc[here]
            if token.lower_ == "at" and doc[here + 1].lower_ not in ("least", "most"):
                break
            bound = token.lower_ in ("lower", "higher", "greater", "larger") and doc[here + 1].lower_ == "than"
            bound = bound or (token.lower_ == "to" and here > floor and doc[here - 1].lower_ in ("up", "close"))
            if not (bound or token.lower_ in filler or token.is_space or token.text in ("~", "$")):
                break
            here -= 1
        return here

    def _before(self, here: int, first: int, floor: int) -> Measured:
        token = self.doc[here]
        kind = next(q.kind for q, span in zip(self.quantities, self.spans, strict=True) if span[0] == first)
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
            or place
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
        subject = subject_of(verb, floor, self.taken) if verb is not None else None
        return Measured([subject] if subject else [])


def _holds(quantity: Quantity, doc: Doc) -> bool:
    """Whether the tokens of a figure are closed to phrases; "the five launches" and "a 60 year-old" may be subjects."""
    return not (quantity.kind == "count" or "old" in quantity.rule)


def find_subject(measured: Measured, located: list[tuple[int, int, Mention]]) -> Mention | None:
    """The mention the figure is about: of its holder if one is named, else in what is measured; the first in each."""
    for phrase in reversed(measured.phrases):
        tokens = {token.i for token in phrase}
        for first, last, mention in located:
            if first in tokens or last in tokens:
                return mention
    return None


def spell_measure(measured: Measured, without: set[int]) -> str | None:
    """Content words but for the tokens ``without``, "interest rate, Britain"; ``None`` when nothing is named."""
    phrases = [[token for token in phrase if token.i not in without] for phrase in measured.phrases]
    spelled = [text for phrase in phrases if (text := _spell(phrase))]
    return ", ".join(dict.fromkeys(spelled)) or None


def _spell(phrase: Phrase) -> str:
    skip_tags, skip_words = words("measures", "skip", "tags"), words("measures", "skip", "words")
    text = ""
    for n, token in enumerate(phrase):
        before = phrase[n - 1] if n else None
        tied = (
            before is not None
            and before.i == token.i - 1
            and not before.whitespace_
            and "-" in (token.text, before.text)
        )
        if tied and text:
            text += token.text
        elif token.tag_ not in skip_tags and token.lower_ not in skip_words and token.text[:1].isalnum():
            text += (" " if text else "") + token.text.strip(".,'\"")
    return text.strip("- ")
