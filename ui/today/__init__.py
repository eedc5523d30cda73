"""Today: who needs what by when."""
