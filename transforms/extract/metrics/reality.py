"""Whether a figure is an outcome: reported, planned, estimated, conditional or denied."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from spacy.tokens import Span, Token

from transforms.extract.metrics.measures import Measured
from transforms.extract.metrics.period_clauses import clause_verb
from transforms.extract.metrics.quantity import Quantity
from transforms.extract.metrics.vocabulary import words

_ORDER = ("conditional", "estimated", "planned", "future")  # the first one found in the clause stands
_NO_LINK = frozenset(["relcl", "advcl", "acl", "parataxis"])


class SentenceReality:
    """The words of one sentence that tell whether its figures are outcomes, found once for all of them."""

    def __init__(self, sentence: Span) -> None:
        self.sentence = sentence
        self._telling = [token.i for token in sentence if _tells_reality(token) or token.dep_ == "neg"]
        self._forecast = next((token.i for token in sentence if _is_forecast(token)), sentence.end)
        self._phrases = sorted(_phrases(sentence))
        self._begins = _clause_begins(sentence)

    def read(self, figure: Span, quantity: Quantity, measured: Measured, is_base: bool) -> str:
        """The reality of ``figure``, from the words beside it, what it measures and the verbs that govern it.

        A base ("cut from 9 to 7", "up from 9") is what there was; only a forecast is compared with a forecast.
        """
        first, last = figure[0], figure[-1]
        begin = self._begins[first.i - self.sentence.start]
        if is_base and self._forecast >= first.i:
            begin = first.i
        before, own = self._told_between(begin, first.i), _own_verbs(figure.root)
        verbs = [token for token in [*before, *own] if _tells_reality(token)]
        lemmas = {token.lemma_.lower() for token in verbs} | {token.lower_ for token in verbs}
        if lemmas & words("reality", "denied"):
            return "denied"
        if any(token.dep_ == "neg" and _governs(token.head, first) for token in [*before, *own]):
            return "denied"
        if beside := _beside(first, last) or _named(measured, first):
            return beside
        for reading in _ORDER:
            if lemmas & words("reality", reading):
                if reading == "future" and _is_reported_forecast(figure.root):
                    return "estimated"
                return "planned" if reading == "future" else reading
        if begin == first.i:
            return "reported"
        is_told = _is_foreseen(figure, quantity) or _is_revised(figure.root) or self._has_phrase(begin, first.i)
        return "estimated" if is_told else "reported"

    def _told_between(self, begin: int, end: int) -> list[Token]:
        inside = self._telling[bisect_left(self._telling, begin) : bisect_left(self._telling, end)]
        return [self.sentence.doc[at] for at in inside]

    def _has_phrase(self, begin: int, end: int) -> bool:
        """ "is on track to reach"."""
        at = bisect_left(self._phrases, (begin, begin))
        return any(last < end for _, last in self._phrases[at : bisect_left(self._phrases, (end, end))])


def _phrases(sentence: Span) -> Iterator[tuple[int, int]]:
    """First and last token of every phrase of forecast."""
    lower = [token.lower_ for token in sentence]
    for phrase in words("reality", "phrases"):
        parts = phrase.split()
        for n, word in enumerate(lower):
            if word == parts[0] and lower[n : n + len(parts)] == parts:
                yield sentence.start + n, sentence.start + n + len(parts) - 1


def _clause_begins(sentence: Span) -> list[int]:
    """Where the clause before each token begins: behind a stop, or before its verb behind a comma or conjunction."""
    begins: list[int] = []
    stop = soft = begin = sentence.start
    for token in sentence:
        begins.append(begin)
        opens = token.text == "," or token.lower_ in words("reality", "clause", "opening")
        circumstance = token.lower_ in words("reality", "clause", "circumstance") and token.dep_ == "mark"
        if token.text in (";", ":", "“") or circumstance:
            # Behind "as two committees were looking into it" its verb still follows.
            stop = soft = begin = token.i + 1
        elif token.pos_ in ("VERB", "AUX"):
            begin = max(stop, soft)
        if opens:
            soft = token.i + 1
    return begins


def _is_forecast(token: Token) -> bool:
    """True for the nouns of forecast, also where a tagger took one for a verb: "its growth forecast for Italy"."""
    nouns = words("reality", "nouns", "estimated")
    return token.lower_ in nouns or (token.tag_ == "NNS" and token.lemma_.lower() in nouns)


def _is_revised(root: Token) -> bool:
    """True if a forecast is what the verb of the figure acts on: "trimmed its outlook for Poland to 3 percent"."""
    verb = clause_verb(root)
    return verb is not None and any(
        _is_forecast(child)
        for child in verb.children
        if child.dep_ in ("dobj", "nsubj", "nsubjpass") and child.i < root.i
    )


def _is_reported_forecast(root: Token) -> bool:
    """True for "will fall to 3 billion, the IMF estimates" and "the bank forecasts that it will reach"."""
    verb = clause_verb(root)
    for _ in range(3):
        if verb is None:
            return False
        near = [verb.head, *(child for child in verb.children if child.dep_ in ("parataxis", "ccomp"))]
        if any(token.pos_ == "VERB" and token.lemma_.lower() in words("reality", "estimated") for token in near):
            return True
        verb = clause_verb(verb.head) if verb.head.i != verb.i and verb.dep_ in ("xcomp", "conj") else None
    return False


def is_past(figure: Token) -> bool:
    """True if the verb of the figure's clause is in the past tense."""
    verb = clause_verb(figure)
    if verb is None:
        return False
    return verb.tag_ == "VBD" or any(c.tag_ == "VBD" and c.dep_ in ("aux", "auxpass") for c in verb.children)


def _beside(first: Token, last: Token) -> str | None:
    """ "an expected 300 jobs", "the 2.1 percent forecast by economists", "the 3 percent analysts had expected"."""
    before = {token.lower_ for token in first.doc[max(0, first.i - 3) : first.i]}
    following = last.nbor(1) if last.i + 1 < len(last.doc) else None
    if any(child.dep_ == "relcl" and child.i > last.i and _is_their_forecast(child) for child in last.children):
        return "estimated"
    for reading in ("estimated", "planned"):
        forms = words("reality", "beside", reading)
        if before & forms:
            return reading
        if following is not None and following.lower_ in forms and not _is_attribute(following):
            return reading
    return None


def _is_their_forecast(verb: Token) -> bool:
    """True for "the 3 percent that analysts had expected"; False for "two men who are believed to have fled"."""
    forecasts = words("sources", "attribution", "forecasts")
    subjects = [child for child in verb.children if child.dep_ == "nsubj" and not child.tag_.startswith("W")]
    return bool(subjects) and verb.lemma_.lower() in forecasts and verb.tag_ in ("VBD", "VBN")


def _is_attribute(word: Token) -> bool:
    """True if the participle begins another statement: "5 percent expected to stay" stays one of the figure."""
    return word.i + 1 < len(word.doc) and word.nbor(1).tag_ in ("DT", "PRP$")


def _named(measured: Measured, first: Token) -> str | None:
    """ "a target of 6 million", "the bank's forecast for inflation is 2.6 percent"."""
    own = clause_verb(first)
    named = {
        token.lemma_.lower()
        for phrase in measured.phrases
        for token in phrase
        if token.i < first.i and (token.is_ancestor(first) or clause_verb(token) == own)
    }
    for reading in ("estimated", "planned"):
        if named & words("reality", "nouns", reading):
            return reading
    return None


def _tells_reality(token: Token) -> bool:
    """Verbs, words of likelihood, and "plans to sell" where the parser took the verb for a noun."""
    is_verb = token.tag_.startswith(("VB", "MD")) or any(child.dep_ == "xcomp" for child in token.children)
    return is_verb or token.lower_ in words("reality", "clause", "likely")


def _own_verbs(root: Token) -> list[Token]:
    """The verb behind a figure that is its subject, with its auxiliaries: "exports of 5 million are forecast"."""
    while root.dep_ in ("nummod", "quantmod", "compound", "amod") and root.head.i != root.i:
        root = root.head
    if root.dep_ == "pobj" and root.head.lower_ == "of":
        root = root.head.head
    verb = root.head
    if root.dep_ not in ("nsubj", "nsubjpass") or verb.i < root.i:
        return []
    return [verb, *(child for child in verb.children if child.dep_ in ("aux", "neg") and child.i < verb.i)]


def _is_foreseen(figure: Span, quantity: Quantity) -> bool:
    """True for "is seen at 2 percent", "sees it falling to 3"; False for "saw growth", "sees 200 patients a day"."""
    path = list(_path(figure.root))
    for n, verb in enumerate(path):
        lemma = verb.lemma_.lower()
        if verb.pos_ != "VERB" or lemma not in words("reality", "seen", "verbs"):
            continue
        link, between = path[n - 1] if n else figure.root, path[max(0, n - 2) : n]
        is_at = any(token.lower_ in words("reality", "seen", "links") for token in between)
        is_at = is_at and all(token.dep_ not in _NO_LINK or token.tag_ == "VBG" for token in path[:n])
        is_course = any(token.tag_ in ("VBG", "VB") and token.pos_ == "VERB" for token in between)
        if _is_passive(verb):
            return is_at or is_course
        if lemma != "see" or verb.tag_ not in ("VBZ", "VBP", "VB"):
            return False
        is_sum = link.dep_ == "dobj" and n > 1 and path[n - 2].lower_ == "of" and quantity.kind in ("percent", "money")
        return is_at or is_course or (is_sum and quantity.per is None)
    return False


def _path(node: Token) -> Iterator[Token]:
    """The tokens from a figure up to the root, without the figure's own."""
    for _ in range(8):
        if node.head.i == node.i:
            return
        node = node.head
        yield node


def _is_passive(verb: Token) -> bool:
    """ "is seen at", "now seen at", "growth, seen at"."""
    return verb.tag_ == "VBN" and not any(child.lower_ in ("have", "has", "had", "'ve") for child in verb.children)


def _governs(verb: Token, figure: Token) -> bool:
    """True if a negated verb is that of the figure, or one on whose infinitive or object clause it hangs."""
    node = clause_verb(figure)
    while node is not None and node.i != verb.i:
        if node.dep_ in _NO_LINK and node.tag_ in ("VBD", "VBZ", "VBP"):
            return False
        node = clause_verb(node.head) if node.head.i != node.i else None
    return node is not None or (verb.pos_ in ("VERB", "AUX") and clause_verb(figure) is None)
