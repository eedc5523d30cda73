"""Administration: users, backups, what this caseload is."""
