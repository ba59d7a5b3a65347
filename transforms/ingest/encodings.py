"""Which encoding bytes are in that are not UTF-8 and do not say so, or say something that cannot be.

Single-byte encodings decode anything, so that decoding without an error proves nothing. A guess is believed when what
it gives reads like a text: common letters of one script, or Latin letters with the marks of one language.
"""

from __future__ import annotations

import codecs
import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path

from py3langid.langid import MODEL_FILE, LanguageIdentifier

SAMPLE_BYTES = 256 * 1024
# The web's own default (WHATWG reads "iso-8859-1" as windows-1252 as well).
WEB_DEFAULT = "cp1252"
# Enough of a text to tell; a longer one makes no better guess.
_READ_BYTES = 32 * 1024
_LEAST_LATIN = 0.85
# What is declared needs less proof than what is guessed.
_LEAST_DECLARED = 0.6
# A text with fewer signs beyond ASCII than this reads well whatever they are.
_FEW = 0.02
# A guess further down the list must be so much better.
_MARGIN = 0.05
_SEVEN_BIT = ((b"\x1b$)C", "iso2022_kr"), (b"\x1b$", "iso2022_jp_ext"), (b"~{", "hz"))
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
# Signs that no editor writes: controls of the upper half, private use, parts of a screen frame.
_ODD = re.compile("[\x80-\x9f\ue000-\uf8ff\u2500-\u259f\ufffd]")
# Between two letters stand apostrophes, hyphens, dashes and middle dots, and no other sign.
_BETWEEN = re.compile(r"(?<=[^\W\d_])[^\w\s\x00-\x7f\u00a0\u00ad\u00b7\u2010-\u2015\u2018\u2019\u2026](?=[^\W\d_])")
# Signs that stand in every script.
_PUNCTUATION = "«»“”„‘’–—…№•·°©®™€£\u00a0\u00ad"
# A sign of a script beside a letter of ASCII: no word is written so.
_MIXED = re.compile(rf"[A-Za-z][^\x00-\x7f{_PUNCTUATION}]|[^\x00-\x7f{_PUNCTUATION}][A-Za-z]")
# Signs that stand beside no letter of a script, as they do where its letters are read in a wrong encoding.
_STUCK = re.compile(r"(?<=[^\W\d_\x00-\x7f])[€÷×±≥≤√∞¶†§]|[÷×±≥≤√∞¶†](?=[^\W\d_\x00-\x7f])")
# Words of one letter are few in any script.
_ALONE = re.compile(rf"(?<![^\x00-\x7f])[^\x00-\x7f{_PUNCTUATION}](?![^\x00-\x7f])")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class _Family:
    """Encodings of one kind of text; ``signs`` are its common ones, ``languages`` those of Latin letters."""

    encodings: tuple[str, ...]
    signs: frozenset[str]
    least: float
    stands_in_words: bool = True
    languages: dict[str, frozenset[str]] = field(default_factory=dict, hash=False)


@cache
def _families() -> tuple[list[_Family], list[_Family]]:
    """(scripts of their own, kinds of Latin letters)."""
    found = tomllib.loads((Path(__file__).parent / "encodings.toml").read_text(encoding="utf-8"))
    scripts = [
        _Family(tuple(f["encodings"]), frozenset(f["common"]), f["least"], f.get("stands_in_words", False))
        for f in found["script"]
    ]
    latin = []
    for f in found["latin"]:
        languages = {language: _both_cases(letters) for language, letters in f.get("languages", {}).items()}
        letters = _both_cases(f.get("letters", "")).union(*languages.values())
        latin.append(_Family(tuple(f["encodings"]), letters, _LEAST_LATIN, languages=languages))
    return scripts, latin


def _both_cases(letters: str) -> frozenset[str]:
    return frozenset(letters + letters.upper())


@cache
def name_encoding(declared: str) -> str:
    """What web browsers, and so their authors, mean by a name: "iso-8859-1" is windows-1252."""
    try:
        name = codecs.lookup(declared).name
    except (LookupError, ValueError):
        return declared
    found = tomllib.loads((Path(__file__).parent / "encodings.toml").read_text(encoding="utf-8"))
    return str(found["web"].get(name, name))


def find_seven_bit(sample: bytes) -> str | None:
    """The encoding of a text that shifts to another script by escapes; such bytes are all ASCII."""
    for escape, encoding in _SEVEN_BIT:
        if escape in sample and (text := decode_strictly(sample, encoding)) is not None:
            [family] = [family for family in _families()[0] if encoding in family.encodings]
            if _script_share(text, family) >= family.least:
                return encoding
    return None


def find_wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of Latin text is zero."""
    if len(sample) < 8 or b"\0" not in sample:
        return None
    high, low = sample[1::2].count(0) * 2 / len(sample), sample[::2].count(0) * 2 / len(sample)
    if high > 0.4 and low < 0.05:
        return "utf-16-le"
    return "utf-16-be" if low > 0.4 and high < 0.05 else None


def find_encoding(sample: bytes) -> str | None:
    """The encoding in which the bytes read like a text; null when there is none."""
    sample = _informative(sample)
    scripts, latin = _families()
    return _best_script(sample, scripts) or _best_latin(sample, latin)


def _best_script(sample: bytes, scripts: list[_Family]) -> str | None:
    best, chosen = 0.0, None
    for family in scripts:
        for encoding in family.encodings:
            text = decode_strictly(sample, encoding)
            share = _script_share(text, family) if text else 0.0
            if share >= family.least and share / family.least > best + _MARGIN:
                best, chosen = share / family.least, encoding
    return chosen


def _best_latin(sample: bytes, latin: list[_Family]) -> str | None:
    """What reads like a text of one of its languages, before what merely has the letters."""
    elsewhere = {language for family in latin for language in family.languages}
    best, chosen = (False, _LEAST_LATIN - _MARGIN), None
    for family in latin:
        for encoding in family.encodings:
            text = decode_strictly(sample, encoding)
            if text is None:
                continue
            language, _ = _identifier().classify(text[:2000])
            is_its = language in family.languages if family.languages else language not in elsewhere
            share = _latin_share(text, family.languages.get(language, family.signs))
            if share < family.least:
                continue
            if (is_its, share) > (best[0], best[1] + _MARGIN) or (is_its and not best[0]):
                best, chosen = (is_its, share), encoding
    return chosen


def is_plausible(sample: bytes, encoding: str) -> bool:
    """True if the bytes read like a text in a declared encoding, or nothing is known about it."""
    if decode_strictly(sample, encoding) is None:
        return False
    text = decode_strictly(_informative(sample), encoding)
    scripts, latin = _families()
    name = codecs.lookup(encoding).name
    known = [f for f in (*scripts, *latin) if name in {codecs.lookup(e).name for e in f.encodings}]
    if text is None or not known or len(_BEYOND_ASCII.findall(text)) < _FEW * len(text):
        return True
    shares = [(_latin_share(text, f.signs) if f in latin else _script_share(text, f)) / f.least for f in known]
    return max(shares) >= _LEAST_DECLARED


def decode_strictly(sample: bytes, encoding: str) -> str | None:
    """The text, if every byte of it is one in this encoding; a sign cut off at the end is left out."""
    try:
        # bytes.decode refuses codecs that are no text encodings ("hex", "zip"), whatever they would make of it.
        sample[:64].decode(encoding, "ignore")
        return codecs.getincrementaldecoder(encoding)("strict").decode(sample)
    except (LookupError, ValueError, TypeError, AttributeError):
        return None


def _informative(sample: bytes) -> bytes:
    """A part of the sample that holds signs beyond ASCII, if there is one, from a line or word on."""
    if len(sample) <= _READ_BYTES:
        return sample
    found = re.search(rb"[\x80-\xff]", sample)
    begin = max(sample.rfind(b"\n", 0, found.start()), sample.rfind(b" ", 0, found.start())) + 1 if found else 0
    return sample[begin : begin + _READ_BYTES]


def _script_share(text: str, family: _Family) -> float:
    """The share of common signs among those beyond ASCII; what no editor writes counts against it.

    A text all in capitals counts as if it were not.
    """
    signs = [sign for sign in _BEYOND_ASCII.findall(text) if sign not in _PUNCTUATION]
    if not signs:
        return 0.0
    if not any(sign.islower() for sign in signs):
        signs = [sign.lower() for sign in signs]
    faults = _faults(text)
    if not family.stands_in_words:
        faults += len(_MIXED.findall(text)) + 2 * len(_BETWEEN.findall(text)) + len(_ALONE.findall(text))
    return (sum(sign in family.signs for sign in signs) - faults) / len(signs)


def _latin_share(text: str, letters: frozenset[str]) -> float:
    """The share of the signs beyond ASCII that a language with these letters has where they stand."""
    signs = _BEYOND_ASCII.findall(text)
    if not signs:
        return 1.0
    strange = sum(sign.isalpha() and sign not in letters for sign in signs)
    words = [word for word in _WORD.findall(text) if len(word) > 2 and not re.search("[A-Za-z]", word)]
    faults = _faults(text) + 2 * len(_BETWEEN.findall(text))
    return 1.0 - float(strange + sum(map(len, words)) + faults) / len(signs)


def _faults(text: str) -> int:
    """How much speaks against a reading: signs nobody writes or not there, capitals inside words."""
    capitals = sum(after > "\x7f" and before.islower() and after.isupper() for before, after in pairwise(text))
    return 4 * len(_ODD.findall(text)) + 2 * (capitals + len(_STUCK.findall(text)))


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
