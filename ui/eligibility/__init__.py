"""Eligibility: the advice on a case, and the decision a person makes."""
