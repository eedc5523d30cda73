"""Coming in: the first start, the sign-in, the recovery code, practice."""
