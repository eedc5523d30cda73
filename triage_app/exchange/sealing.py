"""A PDF that opens by a password alone: AES with 256 bits, as PDF 2.0 (ISO 32000-2) has it."""

import io
import secrets
from typing import Final

from pypdf import PdfReader, PdfWriter

# Crockford's letters and digits: no I, L, O, U, so that none is mistaken when read out.
LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS, EACH = 4, 4  # eighty bits, read out in four breaths
CIPHER: Final = "AES-256"


def password() -> str:
    """Return a password to be told by telephone: four groups of four, drawn at random."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(EACH)) for _ in range(GROUPS))
    return "-".join(groups)


def sealed(pdf: bytes, by: str) -> bytes:
    """Return a paper encrypted whole, its title and its author with it; each time other bytes."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    writer.encrypt(user_password=by, owner_password=secrets.token_hex(16), algorithm=CIPHER)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()
