"""Step 5: ``identity`` finds the name that a speaker's phrase refers to, and the country and sector it speaks for."""
