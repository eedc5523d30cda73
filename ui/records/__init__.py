"""Records to review: due, waiting for a second person, kept, disposed of."""
