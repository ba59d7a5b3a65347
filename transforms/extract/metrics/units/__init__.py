"""What a number is a number of: a unit, a currency, a rate, an age or a counted noun."""
