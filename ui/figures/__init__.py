"""Figures: what came of the checks on re-offending."""
