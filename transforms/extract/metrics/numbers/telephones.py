"""Telephone numbers: digits in groups that report nothing."""

from __future__ import annotations

import re

from transforms.extract.metrics.lexemes import Lexemes

Spans = list[tuple[int, int]]

_GAP = r"[ \u00a0.-]?"
# A grouped amount such as +10 000 000 has groups of three alone and no country's number is as short as that.
_TELEPHONE = re.compile(
    rf"""
    (?<![\w.,+$€£])(?:
      \+\d{{1,3}}{_GAP}(?:\(\d{{1,4}}\){_GAP})?\d{{1,5}}(?:{_GAP}\d{{2,8}}){{1,4}}  # +44 (0)20 7946 0958
      |\(0?\d{{2,5}}\){_GAP}\d{{3,4}}{_GAP}\d{{3,4}}                              # (202) 555-0143, (020) 7946 0958
      |00\d{{2,3}}(?:[ -]\d{{2,7}}){{2,4}}                                       # 0049 30 1234567
      |0\d{{1,4}}(?:[ /-]\d{{2,8}}){{1,4}}                                       # 020 7946 0958, 030/1234567
      |(?:1[ .-])?[2-9]\d{{2}}[ .-]\d{{3}}[ .-]\d{{4}}                            # 1-800-555-0199, 202.555.0143
      |1[ -][38]00[ -]\d{{3}}[ -]\d{{3}}                                         # 1300 style with a hyphen
      |1[38]00\ \d{{3}}\ \d{{3}}                                                 # 1300 975 707
      |\d-\d-\d                                                               # 2-1-1
    )(?![\w%]|[,.]\d|-\w)
    """,
    re.VERBOSE,
)
_DIGITS_OF_FOREIGN = 8


def find_telephones(lexemes: Lexemes) -> Spans:
    """The character spans of the telephone numbers of the paragraph."""
    if not len(lexemes):
        return []
    found = []
    for match in _TELEPHONE.finditer(lexemes.content, lexemes.start[0], lexemes.end[-1]):
        digits = sum(c.isdigit() for c in match.group())
        if not match.group().startswith("+") or digits >= _DIGITS_OF_FOREIGN:
            found.append(match.span())
    return found
