"""Referrals: their list, their form and their step on a case."""
