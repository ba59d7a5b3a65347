"""What the words of one clause say of its verb: subject, passive, tense, modality, negation; and what takes it back.

``reading`` answers for a whole text and reads each verb once. ``syntax`` and ``subjects`` ask the parse small
questions, ``verb_tense``, ``dated_verbs`` and ``tense`` distinguish past and future, ``modality`` a plan and a fact,
``assertions`` finds what a sentence calls false, doubts or invents. The words stand in ``data`` and in
``transforms.extract.english``.
"""

from __future__ import annotations

from transforms.extract.clauses.reading import Clause, Clauses

__all__ = ["Clause", "Clauses"]
