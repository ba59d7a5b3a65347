"""Step 3: when and where an act happened.

``when`` is the entry for days: the date the encoder ties to the act, else what the sentence says of an act that it
only recalls: a date on which its clause is hung (``hung_dates``), a time that has elapsed since (``elapsed``), a named
war (``eras``), or an unspecified past (``recalled``, ``past_times``). ``where`` is the entry for places.
"""
