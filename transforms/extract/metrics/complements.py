"""What stands behind a figure and names what it is of: "8.5 kW system", "60 per cent of its revenue"."""

from __future__ import annotations

from spacy.tokens import Doc

from transforms.extract.metrics.bases import ARROWS
from transforms.extract.metrics.lexemes import Lexemes
from transforms.extract.metrics.phrases import NOUN, Phrase, is_time_noun, is_verb, phrase_ending_at, phrase_starting_at
from transforms.extract.metrics.quantity import Quantity
from transforms.extract.metrics.subjects import is_speaking, subject_of, verb_before
from transforms.extract.metrics.tokens import token_span
from transforms.extract.metrics.vocabulary import words


class FigureSurroundings:
    """The figures of one paragraph with their parsed tokens, and the phrases behind each."""

    def __init__(self, lexemes: Lexemes, quantities: list[Quantity]) -> None:
        self.lexemes, self.quantities, self.doc = lexemes, quantities, lexemes.doc
        self.spans = [token_span(lexemes, quantity) for quantity in quantities]
        self.taken = {
            i
            for q, span in zip(quantities, self.spans, strict=True)
            if _holds(q, self.doc)
            for i in range(span[0], span[1] + 1)
        }

    def _floor(self, start: int) -> int:
        """Where the sentence begins; parsers also split where no mark stands."""
        begin = self.lexemes.token_at(0).i
        for _ in range(3):
            before = next((t for t in reversed(self.doc[max(begin, start - 3) : start]) if not t.is_space), None)
            if start <= begin or before is None or before.text in ".?!:;”" or "\n" in self.doc[start - 1].text:
                return start
            start = self.lexemes.sentence_at(before.i).start
        return start

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
        if here >= ceiling or here in self.taken or doc[here].text in ARROWS:
            return []
        token = doc[here]
        if quantity.kind == "count":
            opens = token.lower_ == "of" and self._opens(quantity)
            return phrase_starting_at(doc, here + 1, ceiling, self.taken) if opens else []
        if quantity.number.form in ("ratio", "multiplied", "halved") and token.tag_ in NOUN | {
            "DT",
            "PRP$",
            "JJ",
            "JJR",
        }:
            phrase = phrase_starting_at(
                doc, here, ceiling, self.taken
            )  # "two in five Polish firms", "halved its fleet"
            return _counted(phrase) if phrase and not is_time_noun(phrase[-1].lower_) else []
        if token.lower_ in words("changes", "compared", "words"):  # "20 percent more tea"
            is_named = quantity.direction is not None and here + 1 < ceiling and doc[here + 1].tag_ in NOUN | {"JJ"}
            return phrase_starting_at(doc, here + 1, ceiling, self.taken) if is_named else []
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
        if verb is not None and is_speaking(verb, self.doc[first]):
            return []
        subject = subject_of(verb, floor, self.taken) if verb is not None else None
        relative = verb is not None and any(t.tag_ in ("WDT", "WP") for t in self.doc[max(floor, verb.i - 2) : verb.i])
        return [subject] if subject and not relative else []


def _counted(phrase: Phrase) -> Phrase:
    """The phrase up to a verb of change that was taken for its noun: "Polish firms" of "Polish firms cut staff"."""
    verbs = words("changes", "up", "verbs") | words("changes", "down", "verbs")
    stop = next(
        (n for n, t in enumerate(phrase) if n and phrase[n - 1].tag_ == "NNS" and t.lower_ in verbs), len(phrase)
    )
    return phrase[:stop]


def _holds(quantity: Quantity, doc: Doc) -> bool:
    """Whether the tokens of a figure are closed to phrases; "the five launches" and "a 60 year-old" may be subjects."""
    return not (quantity.kind == "count" or "old" in quantity.rule)
