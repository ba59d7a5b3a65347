"""Step 3: the words of saying, each with its content and the phrase of its speaker.

``finding`` is the entry. ``verbs`` reads "X said that", ``passives`` "was quoted as saying", ``citing`` "…, citing
documents", ``nouns`` "X's warning that", ``phrases`` "according to X", ``headlines`` a speaker before or after a colon.
"""
