"""Sets of dependency labels (ClearNLP, as spaCy's English models write them) that several questions share."""

from __future__ import annotations

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# Also "there" and "it" of "there is", "it is known", and a clause as a subject.
ALL_SUBJECTS = SUBJECTS | {"expl", "csubj"}
OBJECTS = frozenset({"dobj", "obj"})
AUXILIARIES = frozenset({"aux", "auxpass"})
# What hangs on a verb and changes what it says.
HELPERS = AUXILIARIES | {"neg"}
# Words before a noun that belong to it: "defence minister", "new ferry".
NOUN_MODIFIERS = frozenset({"amod", "compound", "nmod"})
# All that comes before a noun and belongs to it: also "the", "three", "his".
BEFORE_NOUN = NOUN_MODIFIERS | {"det", "nummod", "poss"}
# Clauses that complete a verb, and clauses that modify a noun.
COMPLEMENTS = frozenset({"ccomp", "xcomp"})
NOUN_CLAUSES = frozenset({"acl", "relcl"})
