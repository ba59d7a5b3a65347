"""Statements: who said what, in whose words, and was it said at all.

``reading`` lists the steps; each sub-package is one of them. README.md traces a sentence through them.
"""

from __future__ import annotations

from transforms.extract.statements.reading import read_statements

__all__ = ["read_statements"]
