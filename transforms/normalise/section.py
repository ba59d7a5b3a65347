"""Section: the path a page prints above its article ("Home > Opinion > Columns")."""

from __future__ import annotations

import re

_SEPARATOR = r"\s*(?:>|»|›|→|::|/|\|)\s*"
_ROOT = r"(?:home(?:\s?page)?|main|front\s?page|start|top|news home)"
_BREADCRUMB = re.compile(rf"(?:you are here\s*:?\s*)?{_ROOT}((?:{_SEPARATOR}[^>»›→|/]{{2,40}}){{1,5}})", re.I)
_STEP = re.compile(_SEPARATOR)


def section_of_line(line: str) -> str | None:
    """``Home > Opinion > Columns`` → ``Opinion > Columns``; null for a line that is no breadcrumb."""
    found = _BREADCRUMB.fullmatch(line.strip()) if len(line) <= 160 else None
    if not found:
        return None
    steps = [step.strip() for step in _STEP.split(found.group(1)) if step.strip()]
    return " > ".join(steps) or None


def clean_section(section: str | None) -> str | None:
    """A section given by metadata in the same notation, without the root."""
    if not section or not section.strip():
        return None
    return section_of_line(section) or " > ".join(filter(None, (s.strip() for s in re.split(r"[>»›→]", section))))
