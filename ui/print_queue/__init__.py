"""Papers at the printer: those of which nobody has said yet whether they came out."""
