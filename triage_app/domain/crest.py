"""A force's crest, if it supplies one: a PNG written as base64, so that a version holds it."""

import base64
import binascii
from typing import Final

PNG: Final = b"\x89PNG\r\n\x1a\n"
SIZE: Final = slice(16, 24)  # width and height, four bytes each
MOST_BYTES: Final = 60_000  # it is in every paper that is filed
MOST_PIXELS: Final = 2000  # on a side


def image_of(crest: str | None) -> bytes | None:
    """Return the picture; None where there is none, no PNG, or one too large for every paper."""
    if crest is None:
        return None
    try:
        image = base64.b64decode("".join(crest.split()), validate=True)
    except binascii.Error:
        return None
    sides = image[SIZE]
    whole = image.startswith(PNG) and len(sides) == SIZE.stop - SIZE.start
    fits = all(0 < int.from_bytes(one) <= MOST_PIXELS for one in (sides[:4], sides[4:]))
    return image if whole and fits and len(image) <= MOST_BYTES else None
