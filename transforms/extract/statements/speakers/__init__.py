"""Step 5: ``identity`` finds the name that a speaker's phrase stands for, and the country and sector it speaks for."""
