"""What an expression means in days: one function for each way to write a date."""
