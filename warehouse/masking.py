"""Secrets on their way to a log line, an error, a run record or a page: who passes in an address, what opens a door."""

from __future__ import annotations

import re

MASK = "***"
# user:password@ and token@ before the host; a password may hold any sign but those that end an address.
_LOGIN = re.compile(r"\b([a-z][a-z0-9+.-]{1,15}://)[^\s/?#\"'<>]{1,500}@", re.IGNORECASE)
# Also in the query of an address that HTML has escaped (&amp;token=). Short words must be a whole part of the name.
_PARAMETER = re.compile(
    r"([?&;](?:[\w.-]{0,40}?(?:token|secret|passw|pwd|api[_-]?key|access[_-]?key|signature|credential)[\w.-]{0,40}"
    r"|(?:[\w.-]{0,40}[_.-])?(?:auth|sig|key)(?:[_.-][\w.-]{0,40})?)=)[^\s&#;\"'<>]+",
    re.IGNORECASE,
)
_HEADER = re.compile(r"\b(authorization\s*[:=]\s*[\"']?(?:bearer|basic|token)\s+)[^\s\"',;]+", re.IGNORECASE)


def mask_secrets(text: str) -> str:
    """The text with logins and tokens of addresses written as ``***``.

    Example: ``https://me:pw@host/a?token=1&b=2`` becomes ``https://***@host/a?token=***&b=2``.
    """
    text = _LOGIN.sub(rf"\1{MASK}@", text)
    return _HEADER.sub(rf"\1{MASK}", _PARAMETER.sub(rf"\1{MASK}", text))
