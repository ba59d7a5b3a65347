"""Numbers that report nothing: dates, scores, names, list numbers."""
