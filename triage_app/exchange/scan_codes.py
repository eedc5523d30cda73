"""Read the codes on a scanned page, however it lies, and clear it up where that takes more.

What each attempt does to a page is what scanners, faxes and tired printers did to it, undone:
light blur for the teeth of a fax, a median for dots, enlargement for a coarse scan, thresholds
for what is grey or faint.
"""

import io
from collections.abc import Callable, Iterator
from typing import Final

import zxingcpp
from PIL import Image, ImageChops, ImageFilter, ImageOps

QR: Final = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
QUARTER: Final = 90
QUALITY: Final = 80  # of the JPEG that is filed in order
FILED_SIDE: Final = 2339  # dots of it: A4 at 200 dpi
COLOURED: Final = 40  # how far apart red, green and blue are in ink that has a colour
FEWEST_COLOURED: Final = 0.0005  # of a page: a signature in blue, not a speck
# A back that nothing stands on: dark dots of a small copy, its edges left out.
SMALL_SIDE: Final = 500
EDGE: Final = 0.04
DARK: Final = 60  # below the paper's own grey
FEWEST_DARK: Final = 0.0004

Clear = Callable[[Image.Image], Image.Image]


def codes(page: Image.Image) -> tuple[tuple[str, ...], int]:
    """Return the codes on a page, and how far clockwise it must be turned to stand upright."""
    grey = page.convert("L")
    for cleared in _attempts(grey):
        found = _read(cleared)
        if found:
            texts = tuple(dict.fromkeys(one.text for one in found))
            return texts, _turn(found[0].orientation)
    return (), 0


def blank(page: Image.Image) -> bool:
    """Say whether nothing stands on a page: the back of one, scanned with it."""
    small = page.convert("L")
    small.thumbnail((SMALL_SIDE, SMALL_SIDE), Image.Resampling.BOX)
    across, down = round(small.width * EDGE), round(small.height * EDGE)
    inner = small.crop((across, down, small.width - across, small.height - down))
    counts = inner.histogram()
    dots = sum(counts)
    paper = _middle(counts, dots)
    dark = sum(counts[: max(0, paper - DARK)])
    return paper > DARK and dark <= FEWEST_DARK * dots


def filed(page: Image.Image) -> bytes:
    """Return a page as the JPEG that is filed: in colour only where there is some."""
    kept = page if _is_coloured(page) else page.convert("L")
    kept.thumbnail((FILED_SIDE, FILED_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    out = io.BytesIO()
    kept.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def _read(picture: Image.Image) -> list[zxingcpp.Barcode]:
    return zxingcpp.read_barcodes(picture, formats=QR, text_mode=zxingcpp.TextMode.Plain)


def _attempts(grey: Image.Image) -> Iterator[Image.Image]:
    """Yield the page as it came, then cleared up in one way after another."""
    yield grey
    yield grey.filter(ImageFilter.GaussianBlur(1.2))
    yield grey.reduce(2)
    if blank(grey):
        return
    for corner in _corners(grey):
        yield from (clear(corner) for clear in CLEARED)


def _corners(grey: Image.Image) -> Iterator[Image.Image]:
    """Yield the corners, lower right first: the code stands in one, whichever way it was fed."""
    wide, high = round(grey.width * 0.45), round(grey.height * 0.45)
    for left, top in (
        (grey.width - wide, grey.height - high),
        (0, 0),
        (grey.width - wide, 0),
        (0, grey.height - high),
    ):
        yield grey.crop((left, top, left + wide, top + high))


def _twofold(picture: Image.Image) -> Image.Image:
    size = (picture.width * 2, picture.height * 2)
    return picture.resize(size, Image.Resampling.BICUBIC)


def _at(level: int) -> Clear:
    return lambda picture: ImageOps.autocontrast(picture, cutoff=1).point(
        lambda dot: 255 if dot > level else 0
    )


def _despeckled(picture: Image.Image) -> Image.Image:
    return picture.filter(ImageFilter.MedianFilter(3))


CLEARED: Final[tuple[Clear, ...]] = (
    _despeckled,
    lambda picture: _twofold(picture).filter(ImageFilter.GaussianBlur(1.5)),
    lambda picture: _despeckled(picture).filter(ImageFilter.GaussianBlur(2.5)),
    lambda picture: picture.reduce(2).filter(ImageFilter.MedianFilter(3)),
    _at(96),
    _at(160),
    lambda picture: _at(128)(picture.filter(ImageFilter.GaussianBlur(2.5))),
    lambda picture: _at(200)(picture.filter(ImageFilter.GaussianBlur(2.0))),
)


def _turn(orientation: int) -> int:
    """Return quarter turns clockwise from the angle a code was found at."""
    return round(-orientation / QUARTER) % 4 * QUARTER


def _middle(counts: list[int], dots: int) -> int:
    """Return the grey that half of the dots are no lighter than: the paper's."""
    seen = 0
    for grey, count in enumerate(counts):
        seen += count
        if seen * 2 >= dots:
            return grey
    return 0


def _is_coloured(page: Image.Image) -> bool:
    if page.mode != "RGB":
        return False
    small = page.copy()
    small.thumbnail((SMALL_SIDE * 2, SMALL_SIDE * 2), Image.Resampling.BOX)
    _, strength, light = small.convert("HSV").split()
    # Weighed by how light it is: a scanner's noise has much of a colour in what is nearly black.
    counts = ImageChops.multiply(strength, light).histogram()
    return sum(counts[COLOURED:]) > FEWEST_COLOURED * small.width * small.height
