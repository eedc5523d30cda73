"""A scanned picture: PNG, JPEG, or TIFF with as many pages as it has."""

import io
import warnings
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from triage_app.domain.problems import Refused
from triage_app.exchange.scans import MOST_DOTS, MOST_PAGES, Kind

LONGEST_SIDE: Final = 3508  # dots: A4 at 300 dpi; more tells no more
_FORMATS: Final = {Kind.PNG: "PNG", Kind.JPEG: "JPEG", Kind.TIFF: "TIFF"}
# Whatever a damaged picture does to its reader: Pillow lets each of these through.
BROKEN: Final = (OSError, SyntaxError, ValueError, TypeError, KeyError, EOFError, IndexError)


class ScannedPicture:
    """An open picture, whose pages are drawn one at a time."""

    def __init__(self, content: bytes, kind: Kind) -> None:
        warnings.simplefilter("ignore")  # of odd tags in the files of real scanners
        Image.MAX_IMAGE_PIXELS = None  # dots are counted here, before any is unpacked
        try:
            self._picture = Image.open(io.BytesIO(content), formats=[_FORMATS[kind]])
            self.pages = self._counted() if kind is Kind.TIFF else 1
        except UnidentifiedImageError as error:
            raise Refused("scans.broken") from error
        except BROKEN as error:
            raise Refused("scans.broken") from error

    def _counted(self) -> int:
        """Count the pages of a TIFF no further than they may go."""
        pages = 0
        try:
            while pages <= MOST_PAGES:
                self._picture.seek(pages)
                pages += 1
        except EOFError:
            return pages
        raise Refused("scans.too_many_pages", n=pages, most=MOST_PAGES)

    def draw(self, number: int) -> Image.Image:
        """Return a page, from 1, as it would be seen: in grey, or in colours where it has any."""
        try:
            if self.pages > 1:
                self._picture.seek(number - 1)
            wide, high = self._picture.size
            if wide * high > MOST_DOTS:
                raise Refused("scans.bomb")
            side = min(1.0, LONGEST_SIDE / max(wide, high))
            wanted = (max(1, round(wide * side)), max(1, round(high * side)))
            self._picture.draft("RGB", wanted)  # a JPEG is unpacked no larger than it is wanted
            return _seen(self._picture, wanted)
        except BROKEN as error:
            raise Refused("scans.broken") from error


def _seen(picture: Image.Image, wanted: tuple[int, int]) -> Image.Image:
    plain = picture.convert("L" if picture.mode in ("1", "L", "I;16", "I", "F") else "RGB")
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        whole = picture.convert("RGBA")
        plain = Image.new("RGB", picture.size, "white")
        plain.paste(whole, mask=whole.getchannel("A"))
    if plain.width > wanted[0]:
        plain = plain.resize(wanted, Image.Resampling.BOX)
    turned = ImageOps.exif_transpose(plain)
    return turned if turned is not None else plain
