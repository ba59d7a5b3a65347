"""What common nouns and the names of bodies say of who acts: sectors as in CAMEO and PLOVER, codes above states.

``sectors`` answers for nouns ("minister", "rebel fighters"), ``codes`` for names; the tables lie in ``data``.
"""
