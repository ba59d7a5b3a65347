"""English words that more than one reader needs; every list is here once.

``calendar`` has weekdays and months, ``saying`` the verbs and nouns of saying, ``modality`` auxiliaries, negation and
the words that govern what is planned, wished, asked or refused. The lists lie in ``data`` and are read when the module
is imported; a key that is missing, misshapen or unknown stops the program with the name of file and key.
"""
