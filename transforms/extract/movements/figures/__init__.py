"""Step 5: which figures belong to a movement; ``governed`` is the entry."""
