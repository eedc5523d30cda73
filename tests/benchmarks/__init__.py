"""How quick it is: each promise as a ratio to a floor taken in the same run."""
