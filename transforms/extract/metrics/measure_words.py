"""A measure in words, and the mention it is about."""

from __future__ import annotations

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
