"""Statements: who said what, in whose words, and was it said at all.

The way of a text: ``quotes`` finds the quotations, ``verbs``, ``nouns`` and ``headlines`` the words of saying,
``content`` what they tell, ``speakers`` the phrase of whoever says it, ``spans`` settles parts and quotations,
``identity`` finds the name that the phrase stands for; ``reading`` has the steps on one screen.
"""

from __future__ import annotations

from transforms.extract.statements.reading import read_statements, statement_at

__all__ = ["read_statements", "statement_at"]
