"""Foreign files, read and written."""
