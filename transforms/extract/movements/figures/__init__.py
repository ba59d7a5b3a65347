"""Step 5: ``governed`` (the entry) finds the figures of a movement, ``agreement`` makes both say the same."""
