"""The caseload: everybody's cases in one table."""
