"""A measure in words, and the mention it is about."""

from __future__ import annotations

from spacy.tokens import Token

from transforms.extract.metrics.measures import Measured
from transforms.extract.metrics.phrases import Phrase
from transforms.extract.metrics.vocabulary import words
from transforms.extract.rows import Mention


def find_subject(measured: Measured, located: list[tuple[int, int, Mention]]) -> Mention | None:
    """The mention the figure is about: of its holder if one is named, else in what is measured; the first in each."""
    for phrase in reversed(measured.phrases):
        tokens = {token.i for token in phrase}
        for first, last, mention in located:
            if first in tokens or last in tokens:
                return mention
    return None


def spell_measure(measured: Measured, without: set[int], inside: set[int]) -> str | None:
    """Content words but for the tokens ``without``, "interest rate, Britain"; ``None`` when nothing is named.

    ``inside`` are the tokens of names but for their first, over which no phrase is cut.
    """
    phrases = [[token for token in phrase if token.i not in without] for phrase in measured.phrases]
    spelled = [text for phrase in phrases if (text := ", ".join(_spell(phrase, inside)))]
    if measured.outcome:
        spelled.insert(0, measured.outcome)
    return ", ".join(dict.fromkeys(spelled)) or None


def _spell(phrase: Phrase, inside: set[int]) -> list[str]:
    """The noun phrases of a phrase: "sales of electricity to the Union" reads "electricity sales, Union"."""
    parts: list[tuple[str, Phrase]] = [("", [])]
    for token in phrase:
        if token.tag_ in ("IN", "TO", "CC") and parts[-1][1] and not _is_inside_name(token, phrase, inside):
            parts.append((token.lower_, []))
        else:
            parts[-1][1].append(token)
    spelled: list[str] = []
    previous: list[Token] = []
    for link, part in parts:
        kept = _content(part)
        if not kept:
            continue
        text = _join(kept)
        if spelled and link == "of" and _takes_before(previous, kept):
            spelled[-1] = f"{text} {spelled[-1][:1].lower() + spelled[-1][1:]}"
        else:
            spelled.append(text)
        previous = kept
    return spelled


def _takes_before(head: list[Token], owner: list[Token]) -> bool:
    """Whether "head of owner" is said "owner head": "oil price", never "people number"."""
    return (
        len(head) == 1
        and len(owner) <= 3
        and head[0].tag_ in ("NN", "NNS")
        and head[0].lower_ not in words("measures", "amount", "nouns")
    )


def _is_inside_name(token: Token, phrase: Phrase, inside: set[int]) -> bool:
    """ "Bank of America", "Trinidad and Tobago": one name, its small words left out as ever."""
    if token.i in inside:
        return True
    if token.ent_iob_ == "I" and token.ent_type_ not in ("DATE", "CARDINAL", "QUANTITY", "PERCENT", "MONEY"):
        return True
    near = [other for other in phrase if abs(other.i - token.i) == 1]
    return len(near) == 2 and all(other.tag_ in ("NNP", "NNPS") for other in near) and token.lower_ in ("of", "for")


def _content(part: Phrase) -> list[Token]:
    skip_tags, skip_words = words("measures", "skip", "tags"), words("measures", "skip", "words")
    kept: list[Token] = []
    for n, token in enumerate(part):
        plain = token.tag_ not in skip_tags and token.lower_ not in skip_words and token.text[:1].isalnum()
        if plain or (n and _is_tied(part[n - 1], token) and kept):
            kept.append(token)
    return kept


def _is_tied(before: Token, token: Token) -> bool:
    return before.i == token.i - 1 and not before.whitespace_ and "-" in (token.text, before.text)


def _join(kept: list[Token]) -> str:
    text = ""
    for n, token in enumerate(kept):
        if n and _is_tied(kept[n - 1], token):
            text += token.text
        else:
            text += (" " if text else "") + token.text.strip(".,'\"")
    return text.strip("- ")
