"""What scanners, faxes and tired printers make of a paper: always the same of the same."""

import io
import random
import time
from functools import lru_cache

import pypdfium2
from PIL import Image, ImageChops, ImageFilter, ImageOps

from triage_app.exchange.scan_codes import codes

A4 = (8.27, 11.69)  # inches
SCANNED = time.gmtime(1_778_486_400)  # 11 May 2026


@lru_cache(maxsize=8)
def rasters(pdf, dpi=200):
    """Every page of a PDF as a picture in grey."""
    document = pypdfium2.PdfDocument(pdf)
    pages = tuple(page.render(scale=dpi / 72, grayscale=True).to_pil() for page in document)
    document.close()
    return pages


def turned(page, degrees):
    """Fed in another way: quarter turns clockwise."""
    return page.rotate(-degrees, expand=True, fillcolor=255)


def skewed(page, degrees):
    """Fed in a little askew."""
    return page.rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=255)


def greyed(page, paper=200, ink=70):
    """A tired printer on grey paper."""
    return ImageOps.autocontrast(page).point(lambda dot: ink + dot * (paper - ink) // 255)


@lru_cache(maxsize=4)
def noise(size, seed):
    return Image.frombytes("L", size, random.Random(seed).randbytes(size[0] * size[1]))  # noqa: S311


def noisy(page, seed=1, share=0.01):
    """Dots that were flipped: black on white and white on black."""
    dots = noise(page.size, seed)
    struck = dots.point(lambda dot: 255 if dot < 256 * share else 0)
    return Image.composite(ImageOps.invert(page), page, struck)


def grainy(page, seed=1, depth=40):
    """Grain over all of it, as of a cheap camera."""
    grain = noise(page.size, seed).point(lambda dot: dot * depth // 255)
    return ImageChops.subtract(page, grain)


def one_bit(page, level=128):
    """Black and white alone."""
    return page.point(lambda dot: 255 if dot > level else 0).convert("1")


def blurred(page, radius=1.2):
    """Out of focus."""
    return page.filter(ImageFilter.GaussianBlur(radius))


def signed(page, seed=1, colour=None):
    """Signed by hand, across the middle and beside the foot, but not over the code."""
    drawn = page.convert("RGB") if colour else page.copy()
    pen = random.Random(seed)  # noqa: S311
    wide, high = page.size
    for _ in range(3):
        x, y = pen.randint(wide // 8, wide // 2), pen.randint(high // 3, high * 3 // 4)
        for step in range(wide // 4):
            spot = (x + step, y + pen.randint(-6, 6))
            drawn.paste(colour or 30, (*spot, spot[0] + 3, spot[1] + 3))
    return drawn


def covered(page, share=1.0):
    """Coffee over the code: nothing of it can be read."""
    stained = page.copy()
    wide, high = page.size
    side = round(wide * 0.2 * share)
    spot = (wide - round(wide * 0.27), high - round(high * 0.12))
    stained.paste(110, (*spot, spot[0] + side, spot[1] + side))
    return stained


def as_pdf(pages, dpi=200, **how):
    """What a scanner sends: a PDF of pictures; the same pages make the same bytes at any time."""
    out, dates = io.BytesIO(), {"creationDate": SCANNED, "modDate": SCANNED}
    more = {"append_images": pages[1:], "resolution": dpi}
    pages[0].save(out, "PDF", save_all=True, **more, **dates, **how)
    return out.getvalue()


def as_tiff(pages, compression="tiff_lzw"):
    """One TIFF of many pages."""
    out = io.BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], compression=compression)
    return out.getvalue()


def as_png(page):
    """One page as a PNG."""
    out = io.BytesIO()
    page.save(out, "PNG")
    return out.getvalue()


def as_jpeg(page, quality=40):
    """One page as a JPEG."""
    out = io.BytesIO()
    page.save(out, "JPEG", quality=quality)
    return out.getvalue()


def read_upright(page):
    """The codes on a page that stands upright; none where it does not."""
    texts, turn = codes(page)
    return texts if turn == 0 else ()
