"""Approvals: what waits for a supervisor."""
