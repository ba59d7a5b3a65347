"""Extract: sentences, names, dates, metrics and movements out of the frozen text of documents."""
