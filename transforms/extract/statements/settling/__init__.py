"""Step 4: ``spans`` has the last word on content: quotations are whole, go on after their speaker, hold no cue."""
