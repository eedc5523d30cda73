"""Sums of money: whole pence, never a fraction that a computer rounds."""

import re
from typing import Final

from triage_app.domain.entry import Unreadable

POUNDS: Final = re.compile(r"£?\s*(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{2}))?", re.ASCII)


def read_pounds(text: str) -> int | None:
    """Return the pence of a sum as people write it, 6,250 or £6250.50; nothing typed is None."""
    typed = text.strip()
    if not typed:
        return None
    found = POUNDS.fullmatch(typed)
    if found is None:
        raise Unreadable("directory.pounds_unreadable")
    return int(found[1].replace(",", "")) * 100 + int(found[2] or 0)


def pounds(pence: int) -> str:
    """Write a sum: 6,250, and 6,250.50 where there are pence."""
    whole, rest = divmod(pence, 100)
    return f"{whole:,}.{rest:02}" if rest else f"{whole:,}"
