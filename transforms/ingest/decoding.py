"""Bytes to text: which encoding a file is in, and repair of text that was decoded wrongly before it came here."""

from __future__ import annotations

import codecs
import re

import ftfy
from ftfy.badness import is_bad

from transforms.ingest.encodings import (
    SAMPLE_BYTES,
    WEB_DEFAULT,
    decode_strictly,
    find_encoding,
    find_seven_bit,
    find_wide,
    is_plausible,
    name_encoding,
)

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# So many good signs of UTF-8 stand against one bad byte in a text that somebody cut or patched.
_GOOD_PER_BAD = 10
# A text with fewer signs beyond ASCII than this is worth reading, whatever they are.
_FEW_FOREIGN = 0.02
_FOREIGN = re.compile(rb"[\x80-\xff]")
_HTML_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.I)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_QUOTES_KEPT = ftfy.TextFixerConfig(
    unescape_html=False, uncurl_quotes=False, normalization=None, fix_latin_ligatures=False, fix_character_width=False
)


class UndecodableError(ValueError):
    """The bytes are no text in any encoding known to charset-normalizer, or are not text at all."""


def guess_encoding(sample: bytes, declared: str | None = None) -> str:
    """The encoding of a text from its first bytes: BOM, strict UTF-8, what it declares, then what reads like a text.

    Raises UndecodableError when nothing fits.
    """
    for bom, name in _BOMS:
        if sample.startswith(bom):
            return name
    if found := find_wide(sample) or find_seven_bit(sample):
        return found
    if _is_utf8(sample):
        return "utf-8"
    declared = name_encoding(declared) if declared else None
    if declared and is_plausible(sample, declared):
        return declared
    if found := find_encoding(sample):
        return found
    if _is_patched_utf8(sample):
        return "utf-8"
    if len(_FOREIGN.findall(sample)) <= _FEW_FOREIGN * len(sample):
        return declared if declared and decode_strictly(sample, declared) is not None else WEB_DEFAULT
    raise UndecodableError("in no encoding does it read like a text")


def decode_text(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """(text, encoding). Raises UndecodableError for binary data."""
    encoding = guess_encoding(data[:SAMPLE_BYTES], declared)
    try:
        text = data.decode(encoding)
    except (ValueError, LookupError):
        if encoding == "utf-8" and not _is_patched_utf8(data):
            encoding = guess_encoding(data[-SAMPLE_BYTES:], declared)
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
        codecs.getincrementaldecoder("utf-8")("strict").decode(sample, final=len(sample) < SAMPLE_BYTES)
    except UnicodeDecodeError:
        return False
    return True


def _is_patched_utf8(sample: bytes) -> bool:
    """True if the text is UTF-8 but for a few bytes."""
    text = sample.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(sign > "\x7f" for sign in text) - bad
    return bad * _GOOD_PER_BAD <= good
