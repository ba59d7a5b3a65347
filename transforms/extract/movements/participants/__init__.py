"""Step 2: who takes part in an act, with entity, country and sector.

``sides`` is the entry. ``noun_phrases`` (with ``coordination``, ``pronouns``, ``titles`` and ``surroundings``) finds
everyone a phrase names, ``homes`` whose an unnamed government or army is, ``countries`` the country in the name of
an event.
"""
