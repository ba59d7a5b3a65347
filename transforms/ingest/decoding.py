"""Bytes to text: which encoding a file is in, and repair of text that was decoded wrongly before it came here."""

from __future__ import annotations

import codecs
import re

import ftfy
from charset_normalizer import from_bytes
from ftfy.badness import is_bad

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What a guess between single-byte Latin code pages falls on when the text itself does not tell them apart:
# the web's own default (WHATWG reads "iso-8859-1" as windows-1252 as well).
_WEB_DEFAULT = "cp1252"
_SAMPLE_BYTES = 256 * 1024
_HTML_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.I)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_QUOTES_KEPT = ftfy.TextFixerConfig(
    unescape_html=False, uncurl_quotes=False, normalization=None, fix_latin_ligatures=False, fix_character_width=False
)


class UndecodableError(ValueError):
    """The bytes are no text in any encoding known to charset-normalizer, or are not text at all."""


def guess_encoding(sample: bytes, declared: str | None = None) -> str:
    """The encoding of a text from its first bytes: BOM, then strict UTF-8, then what it declares, then its statistics.

    Raises UndecodableError when nothing fits.
    """
    for bom, name in _BOMS:
        if sample.startswith(bom):
            return name
    if _is_utf8(sample):
        return "utf-8"
    if declared and _decodes(sample, declared):
        return declared
    return _guess_by_statistics(sample)


def decode_text(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """(text, encoding). Raises UndecodableError for binary data."""
    encoding = guess_encoding(data[:_SAMPLE_BYTES], declared)
    try:
        text = data.decode(encoding)
    except (ValueError, LookupError):
        encoding = _guess_by_statistics(data)
        text = data.decode(encoding, errors="replace")
    if is_binary(text):
        raise UndecodableError("control characters all over")
    return text, encoding.replace("utf-8-sig", "utf-8")


def decode_html(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """Like decode_text; the charset of the transfer (``declared``), then that of the page's meta tag is believed."""
    found = _HTML_CHARSET.search(data[:4096])
    return decode_text(data, declared or (found.group(1).decode("ascii") if found else None))


def is_binary(text: str) -> bool:
    """Whether decoded bytes are no text: control characters that no editor writes make up more than 1 in 200."""
    head = text[:20_000]
    return "\x00" in head[:1000] or len(_CONTROL.findall(head)) * 200 > len(head)


def repair_text(text: str) -> str:
    """Mojibake undone ("Trumpâ€™s" is "Trump’s"); curly quotes, widths and line breaks stay as they are."""
    return ftfy.fix_text(text, _QUOTES_KEPT) if not text.isascii() and is_bad(text) else text


def _is_utf8(sample: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")("strict").decode(sample, final=len(sample) < _SAMPLE_BYTES)
    except UnicodeDecodeError:
        return False
    return True


def _decodes(sample: bytes, encoding: str) -> bool:
    try:
        # bytes.decode refuses codecs that are no text encodings ("hex", "zip"), whatever they would make of it.
        sample[:64].decode(encoding, "ignore")
        codecs.getincrementaldecoder(encoding)("strict").decode(sample)
    except (LookupError, ValueError, TypeError, AttributeError):
        return False
    return True


def _guess_by_statistics(sample: bytes) -> str:
    matches = list(from_bytes(sample))
    if not matches:
        raise UndecodableError("no encoding fits")
    best = matches[0]
    for match in matches:
        undecided = match.chaos <= best.chaos and match.coherence >= best.coherence
        if undecided and _WEB_DEFAULT in match.could_be_from_charset:
            return _WEB_DEFAULT
    return best.encoding
