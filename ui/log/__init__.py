"""The log, as an auditor reads it."""
