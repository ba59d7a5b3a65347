"""Who published an article, and from which country: by web domain from a list, else what the page says of itself."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pycountry
from tld import get_tld

# Country-code domains sold to the whole world tell nothing about a publisher's country.
_SOLD_WORLDWIDE = frozenset(
    [
        "ac",
        "ai",
        "am",
        "bz",
        "cc",
        "cd",
        "co",
        "dj",
        "fm",
        "gg",
        "gl",
        "gs",
        "im",
        "io",
        "is",
        "la",
        "li",
        "ly",
        "me",
        "ms",
        "mu",
        "nu",
        "pw",
        "re",
        "sc",
        "sh",
        "so",
        "st",
        "tk",
        "tl",
        "to",
        "tv",
        "vc",
        "vg",
        "ws",
    ]
)
# Domains whose letters are not the ISO code of their country.
_NOT_ISO = {"uk": "GBR", "eu": None, "su": None}


class Publisher(NamedTuple):
    """``country`` is ISO 3166-1 alpha-3; ``country_basis`` is ``list``, ``domain`` or null."""

    name: str | None
    country: str | None
    country_basis: str | None


@cache
def _listed() -> dict[str, tuple[str, str | None]]:
    with (Path(__file__).parent / "publishers.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        return {row["domain"]: (row["name"], row["country"] or None) for row in rows}


@cache
def _domains_by_name() -> dict[str, str]:
    return {name.casefold(): domain for domain, (name, _) in reversed(_listed().items())}


def host_of(url: str | None) -> str | None:
    """The host of a web address in lower case without ``www.``; null when it has none."""
    try:
        host = urlsplit(url).hostname if url else None
    except ValueError:
        return None
    return host.removeprefix("www.").rstrip(".") or None if host else None


def domains_of(host: str | None) -> list[str]:
    """A host and the domains above it down to two labels, most specific first: keys of per-publisher rules."""
    labels = (host or "").split(".")
    return [".".join(labels[i:]) for i in range(max(0, len(labels) - 1))]


def find_publisher(url: str | None, given: str | None, on_page: str | None) -> Publisher:
    """Name: metadata (``given``), then the list by domain, then the page's own word. Unknown stays null."""
    host = host_of(url)
    listed = next((_listed()[domain] for domain in domains_of(host) if domain in _listed()), None)
    given = _unless_domain(given)
    name = given or (listed[0] if listed else None) or on_page
    if name and not listed and (domain := _domains_by_name().get(name.casefold())):
        listed = _listed()[domain]
    if listed and listed[1]:
        return Publisher(name, listed[1], "list")
    country = _country_of_domain(host)
    return Publisher(name, country, "domain" if country else None)


def masthead_of_line(line: str, host: str | None) -> str | None:
    """A line that spells the domain (``HARBOUR LEDGER`` on harbourledger.com) is the paper's own name."""
    words = re.findall(r"[^\W_]+", line.casefold())
    labels = [re.findall(r"[^\W_]+", label) for label in (host or "").split(".")[:-1]]
    for label in labels:
        spelt = "".join(words) in ("".join(label), "the" + "".join(label)) or "the" + "".join(words) == "".join(label)
        if spelt or (len(label) > 1 and set(label) <= set(words) and len(words) <= len(label) + 2):
            name = " ".join(line.split())
            return name.title() if name.isupper() and len(words) > 1 else name
    return None


def publisher_of_line(line: str) -> str | None:
    """The name of a listed publisher when a line is nothing else (a masthead); one-word names could be words."""
    domain = _domains_by_name().get(line.strip().casefold()) if " " in line.strip() else None
    return _listed()[domain][0] if domain else None


def _unless_domain(given: str | None) -> str | None:
    """Feeds often put a domain where the publisher's name belongs; the list knows its name."""
    if given and " " not in given and "." in given:
        listed = next((_listed()[d] for d in domains_of(host_of("//" + given.lower())) if d in _listed()), None)
        return listed[0] if listed else given
    return given


@cache
def _country_of_domain(host: str | None) -> str | None:
    top = get_tld(f"http://{host}", fail_silently=True) if host else None
    code = str(top).rsplit(".", 1)[-1] if top else ""
    if code in _NOT_ISO:
        return _NOT_ISO[code]
    country = pycountry.countries.get(alpha_2=code.upper()) if len(code) == 2 and code not in _SOLD_WORLDWIDE else None
    return country.alpha_3 if country else None
