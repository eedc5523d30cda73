"""Consent: explain from the sheet, record the answer, book the assessment, or go no further."""
