"""Tracking: a contract while it runs."""
