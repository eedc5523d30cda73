"""The page of one case: its head, its steps, its timeline."""
