"""What of typed or pasted text any database can keep: all of it that anybody can see."""

from typing import Final

NUL: Final = "\x00"


def storable(text: str) -> str:
    """Return text without NUL and without halves of letters; everything else stays as it is.

    PostgreSQL takes no NUL, and a surrogate without its other half has no encoding anywhere. Two
    halves that stand together are the letter they make. Neither shows on a screen or on paper.
    """
    if is_storable(text):
        return text
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return whole.replace(NUL, "")


def is_storable(text: str) -> bool:
    """Say whether text can be kept as it is."""
    if NUL in text:
        return False
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
