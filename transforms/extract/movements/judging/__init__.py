"""Step 4: what other words make of an act: ``reality`` corrects modality and negation, ``games`` leaves sport out."""
