"""Step 2: what a word of saying reports.

``constructions`` is the entry: the ordered list of ways in which a verb has its content. ``around`` reads what precedes
a clause of saying and goes on after it, ``following`` what follows the verb as a clause or a quotation,
``objects`` what it governs; ``bounds`` says where clauses and sentences end.
"""
