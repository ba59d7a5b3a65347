"""Language of an article: what metadata says, else what its words say (py3langid, offline)."""

from __future__ import annotations

import re
from functools import cache

import pycountry
from py3langid.langid import MODEL_FILE, LanguageIdentifier

# Below this many letters or this certainty the answer would be a guess: tables of figures, a lone headline.
_FEWEST_LETTERS = 40
_LEAST_CERTAIN = 0.5
# The beginning tells the language; reading more costs time and changes nothing.
_READ_CHARS = 700
# The model says "no language", or takes terse market reports for Nigerian Pidgin.
_NO_ANSWER = ("zxx", "und", "pcm")
# By their length; looked up together, "en" would find the language named En.
_CODES = {2: "alpha_2", 3: "alpha_3"}
_LETTERS = re.compile(r"[^\W\d_]")


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def clean_language(given: str | None) -> str | None:
    """ISO 639-1 (else 639-3) code of a language given as code, tag or English name: ``en-US``, ``eng``, ``English``."""
    if not given or not given.strip():
        return None
    word = re.split(r"[-_]", given.strip().lower())[0]
    found = pycountry.languages.get(**{_CODES[len(word)]: word}) if len(word) in _CODES else None
    found = found or pycountry.languages.get(name=given.strip().title())
    if found is None:
        return None
    return str(getattr(found, "alpha_2", None) or found.alpha_3)


def detect_language(text: str) -> str | None:
    """ISO 639-1 code of the language of a text, null when there is too little of it or the library is unsure."""
    beginning = text[:_READ_CHARS]
    if len(_LETTERS.findall(beginning)) < _FEWEST_LETTERS:
        return None
    # Headlines in capitals look like no language to a model of letter sequences.
    if beginning.isupper():
        beginning = beginning.lower()
    code, certainty = _identifier().classify(beginning)
    return str(code) if certainty >= _LEAST_CERTAIN and code not in _NO_ANSWER else None
